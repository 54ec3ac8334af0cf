import { describe, expect, it } from "vitest";
import { settingsProblems } from "../../support/settings";

/** Problems of pools, as `path: message | fix`. */
function problems(pools: object): string[] {
  return settingsProblems({ network: { cidr: "10.0.0.0/16" }, compute: { pools } });
}

const managed = { provisioner: "managedNodeGroup", purpose: "training" };

describe("architectures of pools", () => {
  it("rejects a pool with two architectures, whatever creates its nodes", () => {
    const message =
      "must all have the same architecture, not amd64 and arm64: an image for one of them fails on nodes of the other | use only amd64 types (m7i.xlarge), or only arm64 types (m7g.xlarge)";
    const mixed = { instanceTypes: ["m7i.xlarge", "m7g.xlarge"], limits: { vcpus: 32 } };
    expect(problems({ mixed })).toEqual([`compute.pools.mixed.instanceTypes: ${message}`]);
    expect(problems({ mixed: { ...mixed, ...managed } })).toEqual([`compute.pools.mixed.instanceTypes: ${message}`]);
  });

  it("rejects two pools without accelerators that have different architectures", () => {
    const general = { instanceTypes: ["m7i.xlarge"], limits: { vcpus: 32 } };
    const graviton = { instanceTypes: ["c7g.xlarge"], limits: { vcpus: 32 } };
    expect(problems({ general, graviton })).toEqual([
      "compute.pools.graviton.instanceTypes: must have architecture amd64, as pool general has: pods that name no pool run on both pools | use amd64 types, or change pool general to arm64 types",
    ]);
    expect(problems({ graviton })).toEqual([]);
  });
});

describe("zones of managed pools", () => {
  const fabric = { ...managed, instanceTypes: ["g5.48xlarge"], limits: { accelerators: 16 }, efa: true };

  it("accepts several zones, and Elastic Fabric Adapters in one only", () => {
    expect(problems({ plain: { ...fabric, efa: false } })).toEqual([]);
    expect(problems({ fabric: { ...fabric, zones: ["us-west-2b"] } })).toEqual([]);
    const message =
      "must be false for a pool in several zones: Elastic Fabric Adapters communicate within one zone only | set zones to one zone, such as [us-west-2a]";
    expect(problems({ fabric })).toEqual([`compute.pools.fabric.efa: ${message}`]);
    expect(problems({ fabric: { ...fabric, zones: ["us-west-2a", "us-west-2c"] } })).toEqual([
      `compute.pools.fabric.efa: ${message}`,
    ]);
  });

  it("requires zones for types that EC2 offers in some zones only", () => {
    const pool = { ...managed, instanceTypes: ["p4d.24xlarge"], limits: { accelerators: 8 } };
    expect(problems({ pool: { ...pool, zones: ["us-west-2a"] } })).toEqual([]);
    expect(problems({ pool })).toEqual([
      'compute.pools.pool.zones: must be set: EC2 offers p4d.24xlarge in some zones of us-west-2 only, and names of zones differ by account | list the zones that this command prints: aws ec2 describe-instance-type-offerings --region us-west-2 --location-type availability-zone --filters Name=instance-type,Values=p4d.24xlarge --query "InstanceTypeOfferings[].Location"',
    ]);
  });

  it("rejects more node groups, and more nodes in one, than EKS accepts", () => {
    const pool = { ...managed, instanceTypes: ["g5.xlarge"], limits: { accelerators: 3 } };
    const pools = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`pool-${index}`, pool]));
    expect(problems(pools(9))).toEqual([]);
    expect(problems(pools(10))).toEqual([
      "compute.pools: must need at most 30 managed node groups, not 31: one for the system nodes, and one for each managed pool and zone; EKS accepts no more in a cluster | set zones of managed pools to fewer zones, or set provisioner: karpenter",
    ]);
    const large = { ...pool, zones: ["us-west-2a"], limits: { accelerators: 451 } };
    expect(problems({ large })).toContain(
      "compute.pools.large.limits: must allow at most 450 nodes in each zone, not 451: EKS accepts no more in a managed node group | lower it, use larger instance types, or define several pools",
    );
  });
});
