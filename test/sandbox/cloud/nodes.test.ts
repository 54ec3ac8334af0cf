import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonObject } from "../../../core/json/json";
import type { NodeGroup } from "../../../sandbox/cloud/clusterEffects";
import { nodeNames, nodeObject } from "../../../sandbox/cloud/nodeObject";
import { ClusterNodes, type NodeApi } from "../../../sandbox/cloud/nodes";
import type { KubernetesObject } from "../../../sandbox/kubernetes/client";

const group: NodeGroup = {
  name: "shared",
  clusterName: "mlops-test",
  region: "us-west-2",
  size: 3,
  instanceTypes: ["g6.xlarge"],
  capacityType: "ON_DEMAND",
  amiType: "BOTTLEROCKET_x86_64_NVIDIA",
  labels: { "mlops.platform/pool": "shared" },
  taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }],
  zones: [
    { name: "us-west-2a", subnetId: "subnet-a", cidrBlock: "10.0.0.0/24" },
    { name: "us-west-2b", subnetId: "subnet-b", cidrBlock: "10.0.1.0/24" },
  ],
  diskGibibytes: 100,
  devicesPerGpu: 4,
  efaInterfaces: 0,
};

describe("a node of a managed group", () => {
  it("has the fields that the kubelet registers", () => {
    const node = nodeObject(group, 0);
    expect(node.metadata.name).toMatch(/^ip-10-0-0-\d+\.us-west-2\.compute\.internal$/);
    expect(node.metadata.labels).toEqual({
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": node.metadata.name,
      "node.kubernetes.io/instance-type": "g6.xlarge",
      "topology.kubernetes.io/region": "us-west-2",
      "topology.kubernetes.io/zone": "us-west-2a",
      "eks.amazonaws.com/capacityType": "ON_DEMAND",
      "eks.amazonaws.com/nodegroup": "shared",
      "mlops.platform/pool": "shared",
    });
    expect(node.spec.taints).toEqual([{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }]);
    expect(node.status.capacity).toEqual({
      cpu: "4",
      memory: "15155Mi",
      "ephemeral-storage": "100Gi",
      pods: "58",
      "nvidia.com/gpu": "4",
    });
    expect(node.status.allocatable).toMatchObject({ cpu: "3920m", "ephemeral-storage": "90Gi", "nvidia.com/gpu": "4" });
  });

  it("is spread over the zones, and keeps its name while the group includes its place", () => {
    const zones = [0, 1, 2].map((place) => nodeObject(group, place).metadata.labels["topology.kubernetes.io/zone"]);
    expect(zones).toEqual(["us-west-2a", "us-west-2b", "us-west-2a"]);
    expect(nodeNames({ ...group, size: 2 })).toEqual(nodeNames(group).slice(0, 2));
  });

  it("must have an instance type of the catalogue", () => {
    expect(() => nodeObject({ ...group, instanceTypes: ["x9.huge"] }, 0)).toThrow(
      "node group shared has instances of type x9.huge, which components/compute/instanceTypes.json lacks",
    );
  });
});

/** A Kubernetes API with nodes only, which are ready immediately or never. */
class FakeApi implements NodeApi {
  readonly nodes = new Map<string, KubernetesObject>();

  constructor(private readonly ready: boolean) {}

  async list(): Promise<KubernetesObject[]> {
    return [...this.nodes.values()];
  }
  async read({ name }: { readonly name: string }): Promise<KubernetesObject | undefined> {
    return this.nodes.get(name);
  }
  async create({ metadata }: JsonObject): Promise<KubernetesObject> {
    const { name, labels } = nodeObjectMetadata(metadata);
    const conditions = [{ type: "Ready", status: this.ready ? "True" : "Unknown" }];
    const made = { metadata: { name, labels }, status: { conditions } };
    this.nodes.set(name, made);
    return made;
  }
  async patch({ name }: { readonly name: string }, change: JsonObject): Promise<KubernetesObject> {
    const found = this.nodes.get(name);
    if (!found) throw new Error(`no node ${name}`);
    const labels = change.metadata === undefined ? found.metadata.labels : nodeObjectMetadata(change.metadata).labels;
    const made = { ...found, metadata: { ...found.metadata, labels } };
    this.nodes.set(name, made);
    return made;
  }
  async delete({ name }: { readonly name: string }): Promise<void> {
    this.nodes.delete(name);
  }
  close(): void {}
}

const metadataSchema = z.looseObject({ name: z.string().default(""), labels: z.record(z.string(), z.string()) });

function nodeObjectMetadata(value: unknown) {
  return metadataSchema.parse(value);
}

describe("the nodes of the cluster", () => {
  it("are created, updated and deleted with their group", async () => {
    const api = new FakeApi(true);
    const nodes = new ClusterNodes({ client: () => api });
    await nodes.nodeGroupCreated(group);
    expect([...api.nodes.keys()]).toEqual(nodeNames(group));
    await nodes.nodeGroupUpdated({ ...group, size: 1, labels: { "mlops.platform/pool": "other" } });
    expect([...api.nodes.values()].map(({ metadata }) => metadata.labels?.["mlops.platform/pool"])).toEqual(["other"]);
    await nodes.nodeGroupDeleted(group);
    expect(api.nodes.size).toBe(0);
  });

  it("time out if they do not become ready", async () => {
    const nodes = new ClusterNodes({ client: () => new FakeApi(false), readyTimeoutSeconds: 0 });
    await expect(nodes.nodeGroupCreated(group)).rejects.toThrow("nodes of group shared are not ready after 0 s");
  });
});
