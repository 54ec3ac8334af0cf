import { describe, expect, it } from "vitest";
import { karpenterNodeClasses } from "../../../sandbox/controllers/karpenter/nodeClasses";
import { karpenterNodePools } from "../../../sandbox/controllers/karpenter/nodePools";
import { karpenterNodes } from "../../../sandbox/controllers/karpenter/nodes";
import { laboratory } from "./fakeCluster";

const nodePool = { apiVersion: "karpenter.sh/v1", kind: "NodePool", name: "gpu" };
const mirror = { ...nodePool, name: "gpu-sandbox" };
const nodeClass = { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", name: "gpu" };
const kwokClass = { apiVersion: "karpenter.kwok.sh/v1alpha1", kind: "KWOKNodeClass", name: "gpu" };
const nodeClaim = { apiVersion: "karpenter.sh/v1", kind: "NodeClaim", name: "gpu-sandbox-x" };

const instanceTypes = { key: "node.kubernetes.io/instance-type", operator: "In", values: ["g6.xlarge"] };
const family = { key: "karpenter.k8s.aws/instance-family", operator: "In", values: ["g6"] };

function poolFields(limit = "2") {
  return {
    metadata: { labels: { team: "vision" } },
    spec: {
      limits: { "nvidia.com/gpu": limit },
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "5m" },
      template: {
        metadata: { labels: { "mlops.platform/pool": "gpu" } },
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "gpu" },
          requirements: [instanceTypes, family],
          expireAfter: "Never",
        },
      },
    },
  };
}

const classFields = {
  spec: { instanceProfile: "nodes", subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "lab" } }] },
};

function claimFields(finalizers: string[]) {
  return {
    metadata: { finalizers, labels: { "topology.kubernetes.io/zone": "us-west-2b" } },
    spec: { nodeClassRef: { group: "karpenter.kwok.sh", kind: "KWOKNodeClass", name: "gpu" } },
    status: { providerID: "kwok://node-1", nodeName: "node-1" },
  };
}

describe("karpenter-node-pools", () => {
  it("mirrors a NodePool for the real Karpenter, as its dependent", async () => {
    const context = laboratory();
    context.api.put(nodePool, poolFields());
    await karpenterNodePools.reconcile(context);

    const found = await context.api.read(mirror);
    expect(found?.metadata).toMatchObject({
      labels: { team: "vision", "mlops.platform/sandbox": "true", "mlops.platform/sandbox-mirror-of": "gpu" },
      ownerReferences: [
        { apiVersion: "karpenter.sh/v1", kind: "NodePool", name: "gpu", uid: "uid-of-gpu", blockOwnerDeletion: true },
      ],
    });
    const { spec } = poolFields();
    expect(found?.spec).toEqual({
      ...spec,
      template: {
        metadata: spec.template.metadata,
        spec: {
          expireAfter: "Never",
          nodeClassRef: { group: "karpenter.kwok.sh", kind: "KWOKNodeClass", name: "gpu" },
          requirements: [instanceTypes],
        },
      },
    });
    expect((await context.api.read(nodePool))?.spec).toEqual(spec);
  });

  it("reports the requirements that it omits", async () => {
    const context = laboratory();
    context.api.put(nodePool, poolFields());
    await karpenterNodePools.reconcile(context);
    expect(context.reports).toEqual([
      `gpu: the mirror omits requirements on labels that no node has here: ${JSON.stringify([family])}`,
    ]);
    expect((await context.api.read(mirror))?.metadata.annotations).toMatchObject({
      "mlops.platform/sandbox-dropped-requirements": JSON.stringify([family]),
    });
  });

  it("keeps the mirror equal, and writes only changes", async () => {
    const context = laboratory({ consolidateAfter: "10s" });
    context.api.put(nodePool, poolFields());
    await karpenterNodePools.reconcile(context);
    context.api.put(nodePool, poolFields("8"));
    await karpenterNodePools.reconcile(context);
    expect((await context.api.read(mirror))?.spec).toMatchObject({
      limits: { "nvidia.com/gpu": "8" },
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "10s" },
    });

    const before = context.api.changes.length;
    await karpenterNodePools.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("copies the status of the mirror, with the generation of the original", async () => {
    const context = laboratory();
    context.api.put(nodePool, poolFields());
    context.api.put(nodePool, poolFields("8"));
    await karpenterNodePools.reconcile(context);
    const condition = { type: "Ready", status: "True", reason: "Ready", message: "", lastTransitionTime: "then" };
    const status = { nodes: 1, resources: { cpu: "4" }, conditions: [{ ...condition, observedGeneration: 1 }] };
    await context.api.patch(mirror, { status }, "status");
    await karpenterNodePools.reconcile(context);
    expect((await context.api.read(nodePool))?.status).toEqual({
      ...status,
      conditions: [{ ...condition, observedGeneration: 2 }],
    });
  });

  it("deletes a mirror without original, and creates none for a pool that is being deleted", async () => {
    const context = laboratory();
    context.api.put(nodePool, poolFields());
    await karpenterNodePools.reconcile(context);
    await context.api.delete(nodePool);
    await karpenterNodePools.reconcile(context);
    expect(await context.api.read(mirror)).toBeUndefined();

    context.api.put(nodePool, { ...poolFields(), metadata: { finalizers: ["foregroundDeletion"] } });
    await context.api.delete(nodePool);
    await karpenterNodePools.reconcile(context);
    expect(await context.api.read(mirror)).toBeUndefined();
  });

  it("ignores NodePools of other clouds", async () => {
    const context = laboratory();
    const fields = poolFields();
    fields.spec.template.spec.nodeClassRef.kind = "KWOKNodeClass";
    context.api.put(nodePool, fields);
    await karpenterNodePools.reconcile(context);
    expect(context.api.changes).toEqual([]);
  });
});

describe("karpenter-node-classes", () => {
  it("is ready if its selector matches subnets, together with the class that Karpenter reads", async () => {
    const context = laboratory();
    context.api.put(nodeClass, classFields);
    await karpenterNodeClasses.reconcile(context);
    const found = await context.api.read(nodeClass);
    expect(found?.metadata.finalizers).toEqual(["karpenter.k8s.aws/termination"]);
    expect(found?.status).toMatchObject({
      instanceProfile: "nodes",
      subnets: [
        { id: "subnet-private-a", zone: "us-west-2a" },
        { id: "subnet-private-b", zone: "us-west-2b" },
      ],
    });
    const types = ["AMIs", "CapacityReservations", "PlacementGroup", "Subnets", "SecurityGroups", "InstanceProfile"];
    const conditions = [...types.map((type) => `${type}Ready`), "ValidationSucceeded", "Ready"];
    expect(found?.status?.conditions).toEqual(
      conditions.map((type) => expect.objectContaining({ type, status: "True", observedGeneration: 1 })),
    );
    expect((await context.api.read(kwokClass))?.status?.conditions).toEqual([
      expect.objectContaining({ type: "Ready", status: "True", lastTransitionTime: "2026-02-03T04:05:06Z" }),
    ]);

    const before = context.api.changes.length;
    await karpenterNodeClasses.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("is not ready if its selector matches none", async () => {
    const context = laboratory();
    context.api.put(nodeClass, { spec: { subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "other" } }] } });
    await karpenterNodeClasses.reconcile(context);
    const notReady = expect.objectContaining({
      type: "Ready",
      status: "False",
      reason: "SubnetsReady",
      message: "SubnetSelector did not match any Subnets",
    });
    expect((await context.api.read(nodeClass))?.status?.conditions).toContainEqual(notReady);
    expect((await context.api.read(kwokClass))?.status?.conditions).toEqual([notReady]);
  });

  it("is kept until all its nodes are deleted", async () => {
    const context = laboratory();
    context.api.put(nodeClass, classFields);
    await karpenterNodeClasses.reconcile(context);
    context.api.put(nodeClaim, claimFields([]));
    await context.api.delete(nodeClass);
    await karpenterNodeClasses.reconcile(context);
    expect(await context.api.read(nodeClass)).toBeDefined();

    await context.api.delete(nodeClaim);
    await karpenterNodeClasses.reconcile(context);
    expect(await context.api.read(nodeClass)).toBeUndefined();
    expect(await context.api.read(kwokClass)).toBeUndefined();
  });
});

describe("karpenter-nodes", () => {
  it("uses a subnet in the node's zone until Karpenter has terminated the node", async () => {
    const context = laboratory();
    context.api.put(nodeClass, classFields);
    context.api.put(nodeClaim, claimFields(["karpenter.sh/termination"]));
    await karpenterNodes.reconcile(context);
    expect([...context.cloud.interfaces.values()]).toEqual([{ subnetIds: ["subnet-private-b"], owner: "node node-1" }]);

    await context.api.delete(nodeClaim);
    await karpenterNodes.reconcile(context);
    expect(context.cloud.interfaces.size).toBe(1);

    await context.api.patch(nodeClaim, { metadata: { finalizers: ["mlops.platform/sandbox-network-interface"] } });
    await karpenterNodes.reconcile(context);
    expect(context.cloud.interfaces.size).toBe(0);
    expect(await context.api.read(nodeClaim)).toBeUndefined();
  });

  it("reports a node whose zone has no subnet", async () => {
    const context = laboratory();
    context.api.put(nodeClass, classFields);
    context.api.put(nodeClaim, claimFields(["karpenter.sh/termination"]));
    context.cloud.allSubnets = [];
    await expect(karpenterNodes.reconcile(context)).rejects.toThrow(
      "node-1 is in us-west-2b, where its EC2NodeClass gpu selects no subnet",
    );
  });
});
