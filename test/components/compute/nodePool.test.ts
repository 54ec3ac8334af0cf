import { describe, expect, it } from "vitest";
import {
  largestNode,
  maximumNodes,
  type NodePool,
  nodeLabels,
  nodeTaints,
  resourceLimits,
} from "../../../components/compute/nodePool";

const shared = {
  purpose: "training",
  zones: ["us-west-2a"],
  expectedShareOfMaximum: 0.25,
  diskGibibytes: 200,
} as const;
const gpu: NodePool = {
  ...shared,
  name: "l4",
  instanceTypes: ["g6.xlarge", "g6.12xlarge"],
  limits: { accelerators: 10 },
};
const cpu: NodePool = { ...shared, name: "general", instanceTypes: ["m7i.xlarge"], limits: { vcpus: 30 } };
const neuron: NodePool = { ...shared, name: "trn", instanceTypes: ["trn1.32xlarge"], limits: { accelerators: 32 } };

describe("a pool", () => {
  it("labels its nodes with its name and its accelerator", () => {
    expect(nodeLabels(gpu)).toEqual({ "mlops.platform/pool": "l4", "mlops.platform/accelerator": "l4" });
    expect(nodeLabels(cpu)).toEqual({ "mlops.platform/pool": "general" });
  });

  it("taints nodes with accelerators by the resource that pods request", () => {
    expect(nodeTaints(gpu)).toEqual([{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }]);
    expect(nodeTaints(neuron)).toEqual([{ key: "aws.amazon.com/neuron", value: "present", effect: "NoSchedule" }]);
    expect(nodeTaints(cpu)).toEqual([]);
  });

  it("limits its accelerators, or its vCPUs without accelerators", () => {
    expect(resourceLimits(gpu)).toEqual({ "nvidia.com/gpu": "10" });
    expect(resourceLimits(neuron)).toEqual({ "aws.amazon.com/neuron": "32" });
    expect(resourceLimits(cpu)).toEqual({ cpu: "30" });
  });

  it("has at most as many nodes as its limit allows", () => {
    expect([maximumNodes(gpu), maximumNodes(cpu), maximumNodes(neuron)]).toEqual([10, 7, 2]);
  });
});

it("largestNode returns the maximum of each resource over all pools", () => {
  const pools = [
    { name: "general", instanceTypes: ["m7i.xlarge", "c7i.8xlarge"] },
    { name: "memory", instanceTypes: ["r7i.4xlarge"] },
  ];
  expect(largestNode(pools)).toEqual({ vcpus: 32, memoryMebibytes: 131_072 });
  expect(largestNode([])).toBeUndefined();
});
