import { describe, expect, it } from "vitest";
import { KarpenterNodePool } from "../../../../components/compute/karpenter/karpenterNodePool";
import type { NodePool, Purpose } from "../../../../components/compute/nodePool";
import { nodeImages } from "../../../../components/versions";
import type { Registration } from "../../../../core/graph/registration";
import { only, recordComponent } from "../../../support/record";

const nodePoolType = "kubernetes:karpenter.sh/v1:NodePool";
const nodeClassType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

function pool(changes: Partial<NodePool> = {}): Promise<Registration[]> {
  return recordComponent(
    () =>
      new KarpenterNodePool("pool", {
        pool: {
          name: "l4",
          purpose: "training",
          instanceTypes: ["g6.xlarge", "g6.2xlarge"],
          zones: ["us-west-2a", "us-west-2b"],
          limits: { accelerators: 8 },
          expectedShareOfMaximum: 0.5,
          diskGibibytes: 300,
          ...changes,
        },
        capacityTypes: ["spot", "on-demand"],
        clusterName: "test",
        instanceProfile: "test-nodes",
        securityGroupId: "sg-1",
        volumeKeyArn: "arn:aws:kms:us-west-2:111122223333:key/volumes",
        tags: { owner: "me" },
      }),
  );
}

async function spec(changes: Partial<NodePool>) {
  return only(await pool(changes), nodePoolType).inputs.spec;
}

describe("KarpenterNodePool", () => {
  it("creates labelled and tainted nodes of its types up to its limit", async () => {
    const { inputs, options } = only(await pool(), nodePoolType);
    expect(inputs.metadata).toEqual({ name: "l4", annotations: { "mlops.platform/expected-share-of-maximum": "0.5" } });
    expect(inputs.spec).toMatchObject({
      template: {
        metadata: { labels: { "mlops.platform/pool": "l4", "mlops.platform/accelerator": "l4" } },
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "l4" },
          requirements: [
            { key: "node.kubernetes.io/instance-type", operator: "In", values: ["g6.xlarge", "g6.2xlarge"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "on-demand"] },
            { key: "topology.kubernetes.io/zone", operator: "In", values: ["us-west-2a", "us-west-2b"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
          ],
          taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }],
        },
      },
      limits: { "nvidia.com/gpu": "8" },
    });
    expect(options.customTimeouts).toEqual({ delete: "90m" });
  });

  it("neither consolidates nor expires nodes of a training pool with running jobs", async () => {
    expect(await spec({ purpose: "training" })).toMatchObject({
      template: { spec: { expireAfter: "Never" } },
      disruption: {
        consolidationPolicy: "WhenEmpty",
        budgets: [
          { nodes: "100%", reasons: ["Empty"] },
          { nodes: "0", reasons: ["Drifted", "Underutilized"] },
        ],
      },
    });
  });

  it.each<[Purpose, string]>([
    ["general", "5m"],
    ["serving", "15m"],
  ])("disrupts a tenth of the nodes of a %s pool at a time", async (purpose, consolidateAfter) => {
    expect(await spec({ purpose })).toMatchObject({
      template: { spec: { expireAfter: "720h" } },
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter,
        budgets: [{ nodes: "10%" }],
      },
    });
  });

  it("starts encrypted Bottlerocket nodes of a pinned image, whose credentials pods cannot read", async () => {
    const key = "arn:aws:kms:us-west-2:111122223333:key/volumes";
    const disk = { volumeType: "gp3", encrypted: true, kmsKeyID: key, deleteOnTermination: true };
    expect(only(await pool(), nodeClassType).inputs.spec).toEqual({
      amiSelectorTerms: [{ alias: nodeImages.bottlerocket.version }],
      instanceProfile: "test-nodes",
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "test" } }],
      securityGroupSelectorTerms: [{ id: "sg-1" }],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: "4Gi", ...disk } },
        { deviceName: "/dev/xvdb", ebs: { volumeSize: "300Gi", ...disk } },
      ],
      tags: { owner: "me" },
    });
  });

  it("starts Amazon Linux for Neuron devices", async () => {
    const resources = await pool({ instanceTypes: ["trn1.2xlarge"], limits: { accelerators: 1 } });
    expect(only(resources, nodeClassType).inputs.spec).toMatchObject({
      amiSelectorTerms: [{ alias: nodeImages.al2023.version }],
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "300Gi" } }],
    });
  });

  it("uses a capacity reservation if the pool has one", async () => {
    const resources = await pool({ reservation: { id: "cr-1", instanceType: "g6.xlarge", count: 2 } });
    expect(only(resources, nodeClassType).inputs.spec).toMatchObject({
      capacityReservationSelectorTerms: [{ id: "cr-1" }],
    });
    expect(only(resources, nodePoolType).inputs.metadata).toMatchObject({
      annotations: { "mlops.platform/reserved": "g6.xlarge:2" },
    });
  });
});
