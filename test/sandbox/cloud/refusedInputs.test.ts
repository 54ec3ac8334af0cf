import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CloudUnderTest, configuration, startCloud } from "./harness";

const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const subnet = "aws:ec2/subnet:Subnet";
const role = "aws:iam/role:Role";
const policy = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const database = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

let cloud: CloudUnderTest;
beforeEach(async () => {
  cloud = await startCloud({ configuration });
});
afterEach(() => cloud.stop());

async function network() {
  const { id } = await cloud.engine.make("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" });
  const place = (name: string, cidrBlock: string) =>
    cloud.engine.make(subnet, name, { vpcId: id, cidrBlock, availabilityZone: `us-west-2${name}` });
  return { id, place };
}

describe("requireAcceptable", () => {
  it("rejects a subnet outside of its network, or one that overlaps another", async () => {
    const { place } = await network();
    await expect(place("a", "10.1.0.0/24")).rejects.toThrow(
      "api error InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.",
    );
    await place("a", "10.0.0.0/24");
    await expect(place("b", "10.0.0.128/25")).rejects.toThrow(
      "api error InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with another subnet",
    );
    await place("b", "10.0.1.0/24");
  });

  it("rejects a control plane without an endpoint, and nodes that are newer than the control plane", async () => {
    const { place } = await network();
    const subnetIds = [(await place("a", "10.0.0.0/24")).id, (await place("b", "10.0.1.0/24")).id];
    const its = await cloud.engine.make(role, "r", { name: "r", assumeRolePolicy: trust });
    const inputs = { name: "c", version: "1.35", roleArn: String(its.outputs.arn) };
    const make = (vpcConfig: Record<string, boolean>) =>
      cloud.engine.make("aws:eks/cluster:Cluster", "c", { ...inputs, vpcConfig: { subnetIds, ...vpcConfig } });
    await expect(make({ endpointPublicAccess: false })).rejects.toThrow(
      "Private and public endpoint access cannot be false",
    );
    await make({ endpointPublicAccess: false, endpointPrivateAccess: true });
    const scalingConfig = { minSize: 0, desiredSize: 0, maxSize: 1 };
    const group = { clusterName: "c", nodeRoleArn: inputs.roleArn, subnetIds, scalingConfig, version: "1.36" };
    await expect(cloud.engine.make("aws:eks/nodeGroup:NodeGroup", "g", group)).rejects.toThrow(
      "Nodegroup Kubernetes version 1.36 must not be later than that of the cluster, 1.35",
    );
  });

  it("rejects more policies than a role may have", async () => {
    await cloud.engine.make(role, "r", { name: "r", assumeRolePolicy: trust });
    const statement = (length: number) => JSON.stringify({ Statement: [{ Sid: "x".repeat(length) }] });
    await cloud.engine.make(policy, "one", { name: "one", role: "r", policy: statement(9000) });
    await expect(cloud.engine.make(policy, "two", { name: "two", role: "r", policy: statement(2000) })).rejects.toThrow(
      "api error LimitExceeded: Maximum policy size of 10240 bytes exceeded for role r",
    );
    for (let index = 0; index < 10; index++) {
      const policyArn = `arn:aws:iam::aws:policy/Policy${index}`;
      await cloud.engine.make(attachment, `a${index}`, { role: "r", policyArn });
    }
    const eleventh = { role: "r", policyArn: "arn:aws:iam::aws:policy/Policy10" };
    await expect(cloud.engine.make(attachment, "a10", eleventh)).rejects.toThrow("quota for PoliciesPerRole: 10");
    const long = { name: "long", assumeRolePolicy: statement(2048) };
    await expect(cloud.engine.make(role, "long", long)).rejects.toThrow("quota for ACLSizePerRole: 2048");
  });

  it("rejects a maximum storage below the storage of a database, and parameters of another engine", async () => {
    const group = { name: "p16", family: "postgres16", description: "test" };
    await cloud.engine.make("aws:rds/parameterGroup:ParameterGroup", "p", group);
    const inputs = { identifier: "d", instanceClass: "db.t4g.medium", engine: "postgres", engineVersion: "17" };
    await expect(
      cloud.engine.make(database, "d", { ...inputs, allocatedStorage: 100, maxAllocatedStorage: 100 }),
    ).rejects.toThrow("Max storage size must be greater than storage size");
    await expect(cloud.engine.make(database, "d", { ...inputs, parameterGroupName: "p16" })).rejects.toThrow(
      "The Parameter Group p16 with DBParameterGroupFamily postgres16 can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily postgres17",
    );
    await cloud.engine.make(database, "d", { ...inputs, engineVersion: "16", parameterGroupName: "p16" });
  });

  it("rejects failover for a cache without replicas", async () => {
    const inputs = { replicationGroupId: "c", description: "Cache", automaticFailoverEnabled: true };
    await expect(cloud.engine.make(cache, "c", { ...inputs, numCacheClusters: 1 })).rejects.toThrow(
      "Must have at least 1 replica when cluster mode is disabled with auto failover enabled.",
    );
    const zones = { ...inputs, automaticFailoverEnabled: false, multiAzEnabled: true };
    await expect(cloud.engine.make(cache, "c", zones)).rejects.toThrow(
      "Multi-AZ needs automatic failover to be enabled.",
    );
  });
});
