import { describe, expect, it } from "vitest";
import { ManagedNodePool, type ManagedNodePoolArgs } from "../../../../components/compute/managed/managedNodePool";
import type { NodePool } from "../../../../components/compute/nodePool";
import { EncryptionKey } from "../../../../components/encryption/encryptionKey";
import { serviceTrust } from "../../../../components/iam/policyDocument";
import { Role } from "../../../../components/iam/role";
import type { Registration } from "../../../../core/graph/registration";
import { all, only, recordComponent } from "../../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const l4: NodePool = {
  name: "l4",
  purpose: "training",
  instanceTypes: ["g6.xlarge"],
  zones: ["us-west-2a"],
  limits: { accelerators: 4 },
  expectedShareOfMaximum: 0.5,
  diskGibibytes: 200,
};
const p5: NodePool = { ...l4, name: "h100", instanceTypes: ["p5.48xlarge"], limits: { accelerators: 16 } };

function managed(changes: Partial<ManagedNodePoolArgs> = {}): Promise<Registration[]> {
  return recordComponent(() => {
    const trust = serviceTrust("ec2.amazonaws.com");
    return new ManagedNodePool("pool", {
      pool: l4,
      capacityType: "on-demand",
      minimumNodes: 1,
      maximumNodes: 4,
      gpuSharing: undefined,
      efa: false,
      placementGroup: false,
      clusterName: "test",
      version: "1.35",
      vpcId: "vpc-1",
      securityGroupId: "sg-cluster",
      subnetIds: ["subnet-a"],
      nodeRole: new Role("role", { account, description: "Nodes", trust }),
      volumeKey: new EncryptionKey("key", { account, description: "Volumes", deletionProtection: false }),
      tags: { owner: "me" },
      ...changes,
    });
  });
}

async function template(changes: Partial<ManagedNodePoolArgs>) {
  return only(await managed(changes), "aws:ec2/launchTemplate:LaunchTemplate").inputs;
}

/** What the Auto Scaling group's tags say, without the beginning that all share. */
function offers(resources: readonly Registration[]): Record<string, unknown> {
  const tags = all(resources, "aws:autoscaling/tag:Tag").map(({ inputs }) => JSON.parse(JSON.stringify(inputs.tag)));
  const prefix = "k8s.io/cluster-autoscaler/node-template/";
  const forAutoscaler = tags.filter(({ propagateAtLaunch }) => propagateAtLaunch === false);
  return Object.fromEntries(forAutoscaler.map(({ key, value }) => [String(key).slice(prefix.length), value]));
}

function userData(inputs: Registration["inputs"]): string {
  return Buffer.from(String(inputs.userData), "base64").toString();
}

describe("ManagedNodePool", () => {
  it("is a labelled and tainted node group whose image has GPU drivers", async () => {
    const resources = await managed();
    const { inputs, options } = only(resources, "aws:eks/nodeGroup:NodeGroup");
    expect(inputs).toMatchObject({
      clusterName: "test",
      version: "1.35",
      amiType: "BOTTLEROCKET_x86_64_NVIDIA",
      capacityType: "ON_DEMAND",
      instanceTypes: ["g6.xlarge"],
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 4 },
      labels: {
        "mlops.platform/pool": "l4",
        "mlops.platform/accelerator": "l4",
        "k8s.amazonaws.com/accelerator": "nvidia-l4",
      },
      taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
      tags: { "mlops.platform/expected-share-of-maximum": "0.5" },
    });
    expect(options.ignoreChanges).toEqual(["scalingConfig.desiredSize"]);
  });

  it("has tags that describe the nodes of an empty group to Cluster Autoscaler", async () => {
    const resources = await managed({ gpuSharing: { mode: "timeSlicing", replicas: 4 } });
    const group = only(resources, "aws:eks/nodeGroup:NodeGroup").urn;
    const tags = all(resources, "aws:autoscaling/tag:Tag").map(({ inputs }) => inputs);
    expect(new Set(tags.map(({ autoscalingGroupName }) => autoscalingGroupName))).toEqual(
      new Set([`[unknown:${group}#resources.0.autoscalingGroups.0.name]`]),
    );
    expect(offers(resources)).toEqual({
      "autoscaling-options/scaledowngpuutilizationthreshold": "0.001",
      "autoscaling-options/scaledownutilizationthreshold": "0.001",
      "label/k8s.amazonaws.com/accelerator": "nvidia-l4",
      "label/mlops.platform/accelerator": "l4",
      "label/mlops.platform/pool": "l4",
      "label/topology.ebs.csi.aws.com/zone": "us-west-2a",
      "resources/nvidia.com/gpu": "4",
      "taint/nvidia.com/gpu": "present:NoSchedule",
    });
  });

  it("passes tags on to new nodes without another version of the template", async () => {
    const resources = await managed({ tags: { owner: "me", "cost/center": "1" } });
    const passed = all(resources, "aws:autoscaling/tag:Tag").map(({ inputs }) => inputs.tag);
    expect(passed).toContainEqual({ key: "owner", value: "me", propagateAtLaunch: true });
    expect(passed).toContainEqual({ key: "cost/center", value: "1", propagateAtLaunch: true });
    const { options } = only(resources, "aws:ec2/launchTemplate:LaunchTemplate");
    expect(options.ignoreChanges).toEqual(["tagSpecifications"]);
    expect(only(resources, "aws:eks/nodeGroup:NodeGroup").inputs.tags).toMatchObject({
      "mlops.platform/purpose": "training",
    });
  });

  it("has tags for MIG partitions and Elastic Fabric Adapters", async () => {
    const resources = await managed({ pool: p5, efa: true, gpuSharing: { mode: "mig", profile: "1g.10gb" } });
    expect(offers(resources)).toMatchObject({
      "resources/nvidia.com/gpu": "56",
      "resources/vpc.amazonaws.com/efa": "32",
    });
  });

  it("lets Cluster Autoscaler drain serving nodes, but no nodes with running jobs", async () => {
    const serving = await managed({ pool: { ...l4, purpose: "serving" } });
    expect(Object.keys(offers(serving)).filter((key) => key.startsWith("autoscaling-options"))).toEqual([]);
  });

  it("needs no settings of Bottlerocket for whole GPUs", async () => {
    expect((await template({})).userData).toBeUndefined();
  });

  it("configures time-slicing of GPUs", async () => {
    expect(userData(await template({ gpuSharing: { mode: "timeSlicing", replicas: 4 } }))).toBe(`\
[settings.kubelet-device-plugins.nvidia]
device-sharing-strategy = "time-slicing"

[settings.kubelet-device-plugins.nvidia.time-slicing]
replicas = 4
rename-by-default = false
`);
  });

  it("configures MIG partitions", async () => {
    const sharing = { pool: p5, gpuSharing: { mode: "mig", profile: "1g.10gb" } } as const;
    expect(userData(await template(sharing))).toBe(`\
[settings.kubelet-device-plugins.nvidia]
device-partitioning-strategy = "mig"

[settings.kubelet-device-plugins.nvidia.mig.profile]
"h100.80gb" = "1g.10gb"
`);
  });

  it("uses a capacity reservation and a placement group", async () => {
    const resources = await managed({
      pool: { ...l4, reservation: { id: "cr-1", instanceType: "g6.xlarge", count: 2 } },
      placementGroup: true,
    });
    expect(only(resources, "aws:eks/nodeGroup:NodeGroup").inputs.tags).toMatchObject({
      "mlops.platform/reserved": "g6.xlarge:2",
    });
    expect(only(resources, "aws:eks/nodeGroup:NodeGroup").inputs.updateConfig).toEqual({
      maxUnavailable: 1,
      updateStrategy: "MINIMAL",
    });
    const placement = only(resources, "aws:ec2/placementGroup:PlacementGroup");
    expect(placement.inputs).toEqual({ strategy: "cluster", tags: { Name: "pool-placement" } });
    expect(only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs).toMatchObject({
      capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-1" } },
      placement: { groupName: `[unknown:${placement.urn}#name]` },
    });
  });

  it("has an Elastic Fabric Adapter on each network card, and a security group that allows all traffic within it", async () => {
    const resources = await managed({ pool: p5, efa: true });
    const group = `[unknown:${only(resources, "aws:ec2/securityGroup:SecurityGroup").urn}#id]`;
    const interfaces = only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs.networkInterfaces;
    const expected = (card: number) => ({
      networkCardIndex: card,
      deviceIndex: card === 0 ? 0 : 1,
      interfaceType: card === 0 ? "efa" : "efa-only",
      securityGroups: ["sg-cluster", group],
      deleteOnTermination: "true",
    });
    expect(interfaces).toEqual(Array.from({ length: 32 }, (_, card) => expected(card)));
    const itself = { securityGroupId: group, referencedSecurityGroupId: group, ipProtocol: "-1" };
    expect(only(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).toEqual({
      ...itself,
      tags: { Name: "pool-efa-in" },
    });
    expect(only(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs).toEqual({
      ...itself,
      tags: { Name: "pool-efa-out" },
    });
  });

  it("uses the Neuron image for Neuron devices", async () => {
    const pool = { ...l4, instanceTypes: ["trn1.32xlarge"], limits: { accelerators: 16 } };
    expect(only(await managed({ pool }), "aws:eks/nodeGroup:NodeGroup").inputs.amiType).toBe("AL2023_x86_64_NEURON");
  });
});
