import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../../components/compute/instanceCatalogue";
import { containerLimits, quotaLimits, type TeamQuota } from "../../../components/tenancy/teamQuota";
import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import { quantityOf } from "../../../core/kubernetes/quantities";

const quota: TeamQuota = {
  vcpus: 16,
  memoryGibibytes: 64,
  storageGibibytes: 2048,
  pods: 50,
  gpus: 2,
  neuronDevices: 0,
};

const anyQuota = fc.record({
  vcpus: fc.integer({ min: 1, max: 1_000_000 }),
  memoryGibibytes: fc.integer({ min: 1, max: 10_000_000 }),
  storageGibibytes: fc.integer({ min: 0, max: 10_000_000 }),
  pods: fc.integer({ min: 1, max: 100_000 }),
  gpus: fc.nat(100_000),
  neuronDevices: fc.nat(100_000),
});

/** Mebibytes of a quantity. */
function mebibytes(quantity: string): number {
  return (quantityOf(quantity) ?? Number.NaN) / 2 ** 20;
}

describe("quotaLimits", () => {
  it("limits what costs money, and forbids NodePorts and load balancers", () => {
    expect(quotaLimits(quota)).toEqual({
      "requests.cpu": "16",
      "requests.memory": "64Gi",
      "limits.memory": "64Gi",
      "requests.storage": "2Ti",
      pods: "50",
      "requests.nvidia.com/gpu": "2",
      "requests.aws.amazon.com/neuron": "0",
      "requests.nvidia.com/gpu.shared": "0",
      "requests.aws.amazon.com/neuroncore": "0",
      "requests.aws.amazon.com/neurondevice": "0",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    });
  });

  it("limits every accelerator of the catalogue", () => {
    const known = new Set(instanceTypes.flatMap(({ accelerator }) => accelerator?.resource ?? []));
    expect(new Set<string>(Object.values(acceleratorResources))).toEqual(known);
  });
});

describe("containerLimits", () => {
  it("sets defaults for containers without requests, and a maximum of one node", () => {
    expect(containerLimits(quota, { vcpus: 8, memoryMebibytes: 32_768 })).toEqual({
      type: "Container",
      defaultRequest: { cpu: "250m", memory: "1Gi" },
      default: { cpu: "8", memory: "1Gi" },
      max: { cpu: "8", memory: "32Gi" },
    });
    expect(containerLimits(quota).max).toEqual({ cpu: "16", memory: "64Gi" });
  });

  it("keeps default <= maximum <= quota, which Kubernetes requires", () => {
    const node = fc.constantFrom(undefined, ...instanceTypes);
    fc.assert(
      fc.property(anyQuota, node, (given, largest) => {
        const { defaultRequest, default: usual, max } = containerLimits(given, largest);
        expect(mebibytes(defaultRequest.memory)).toBeLessThanOrEqual(mebibytes(usual.memory));
        expect(mebibytes(usual.memory)).toBeLessThanOrEqual(mebibytes(max.memory));
        expect(mebibytes(max.memory)).toBeLessThanOrEqual(given.memoryGibibytes * 1024);
        expect(Number(usual.cpu)).toBeGreaterThanOrEqual(0.25);
        expect(Number(usual.cpu)).toBeLessThanOrEqual(Number(max.cpu));
        expect(Number(max.cpu)).toBeLessThanOrEqual(Math.min(given.vcpus, largest?.vcpus ?? given.vcpus));
      }),
    );
  });
});
