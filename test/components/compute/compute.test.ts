import { describe, expect, it } from "vitest";
import { MlPlatform } from "../../../components/platform/platform";
import { fixtureSettings } from "../../fixtures/fixtures";
import { changedConfig } from "../../support/plan";
import { all, only, recordComponent } from "../../support/record";

/** Through the whole platform: what matters is which parts settings bring. */
function plan(pools: object, changes: object = {}) {
  const config = changedConfig("dev", { compute: { pools }, teams: {}, ...changes });
  const settings = fixtureSettings("dev", { config, secretKeys: [] });
  return recordComponent(() => new MlPlatform("mlops-dev", { settings, guardrails: [] }));
}

const fixed = { cluster: { publicAccessCidrs: ["203.0.113.0/24"], systemNodes: { minimum: 2, maximum: 2 } } };
const l4 = { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 4 } };

describe("Compute", () => {
  it("has neither Karpenter nor Cluster Autoscaler without pools and with a fixed number of system nodes", async () => {
    const compute = (await plan({}, fixed)).filter(({ name }) => name.startsWith("mlops-dev-compute"));
    expect(compute.map(({ type }) => type)).toEqual(["mlops:index:Compute"]);
  });

  it("has only Karpenter if Karpenter provisions all pools", async () => {
    const resources = await plan({ l4 }, fixed);
    expect(all(resources, "mlops:index:Karpenter")).toHaveLength(1);
    expect(all(resources, "mlops:index:ClusterAutoscaler")).toEqual([]);
    expect(all(resources, "mlops:index:DevicePlugins")).toEqual([]);
  });

  it("has Cluster Autoscaler if the number of system nodes may grow", async () => {
    const autoscalers = all(await plan({}), "mlops:index:ClusterAutoscaler");
    expect(autoscalers.map(({ name }) => name)).toEqual(["mlops-dev-compute-autoscaler"]);
  });

  it("has only Cluster Autoscaler if all pools are managed", async () => {
    const resources = await plan({ l4: { ...l4, provisioner: "managedNodeGroup" } });
    expect(all(resources, "mlops:index:Karpenter")).toEqual([]);
    expect(all(resources, "mlops:index:ClusterAutoscaler")).toHaveLength(1);
  });

  it("keeps a pool in its zones", async () => {
    const pools = {
      karpenter: { ...l4, zones: ["us-west-2b"] },
      managed: { ...l4, provisioner: "managedNodeGroup", zones: ["us-west-2a"] },
    };
    const resources = await plan(pools);
    const spec = JSON.stringify(only(resources, "kubernetes:karpenter.sh/v1:NodePool").inputs.spec);
    expect(spec).toContain('{"key":"topology.kubernetes.io/zone","operator":"In","values":["us-west-2b"]}');
    const group = only(resources, "aws:eks/nodeGroup:NodeGroup", "mlops-dev-compute-pool-managed-group");
    expect(group.inputs.subnetIds).toEqual([expect.stringContaining("::mlops-dev-network-private-a#id]")]);
  });

  it("has a managed node group in each zone, among which it divides the pool's limits", async () => {
    const managed = { ...l4, provisioner: "managedNodeGroup", limits: { accelerators: 5 }, minimumNodes: 1 };
    const groups = all(await plan({ managed }), "aws:eks/nodeGroup:NodeGroup").filter(({ name }) =>
      name.startsWith("mlops-dev-compute-pool"),
    );
    expect(
      groups.map(({ name, inputs }) => ({ name, subnets: inputs.subnetIds, ...Object(inputs.scalingConfig) })),
    ).toEqual([
      {
        name: "mlops-dev-compute-pool-managed-a-group",
        subnets: [expect.stringContaining("::mlops-dev-network-private-a#id]")],
        minSize: 1,
        desiredSize: 1,
        maxSize: 3,
      },
      {
        name: "mlops-dev-compute-pool-managed-b-group",
        subnets: [expect.stringContaining("::mlops-dev-network-private-b#id]")],
        minSize: 0,
        desiredSize: 0,
        maxSize: 2,
      },
    ]);
  });

  it("has the device plugins that the node images lack", async () => {
    const neuron = { instanceTypes: ["trn1.2xlarge"], limits: { accelerators: 2 } };
    const efa = {
      ...l4,
      provisioner: "managedNodeGroup",
      instanceTypes: ["g6.8xlarge"],
      efa: true,
      zones: ["us-west-2a"],
    };
    const charts = all(await plan({ neuron, efa }), "kubernetes:helm.sh/v3:Release")
      .filter(({ name }) => name.startsWith("mlops-dev-compute-"))
      .map(({ inputs }) => inputs.name);
    expect(charts.sort()).toEqual([
      "aws-efa-k8s-device-plugin",
      "cluster-autoscaler",
      "karpenter",
      "karpenter-crd",
      "neuron-helm-chart",
    ]);
  });
});
