import { describe, expect, it } from "vitest";
import { cpuQuantity, sizedResources } from "../../../../components/workloads/serving/containerSize";
import { inferenceProbes } from "../../../../components/workloads/serving/probes";
import { podsDuringUpdate } from "../../../../components/workloads/serving/replicas";

describe("probes", () => {
  it("comes before its life is doubted: a busy server is taken out of service long before it is ended", () => {
    const { readinessProbe, livenessProbe } = inferenceProbes({ startupFailureThreshold: 6 }, "http");
    const patience = ({ periodSeconds, failureThreshold }: typeof readinessProbe) => periodSeconds * failureThreshold;
    expect(patience(livenessProbe)).toBeGreaterThan(3 * patience(readinessProbe));
  });
});

describe("resources of a server", () => {
  it.each([
    [1, "1"],
    [0.5, "500m"],
    [1.25, "1250m"],
    [0.001, "1m"],
    [1.001, "1001m"],
  ])("%d CPUs are %s, as Kubernetes stores it", (vcpus, quantity) => {
    expect(cpuQuantity(vcpus)).toBe(quantity);
  });

  it("have limits for memory and accelerators, and not for CPU", () => {
    expect(sizedResources({ vcpus: 2, memoryGibibytes: 0.5 }, { "nvidia.com/gpu": "1" })).toEqual({
      requests: { cpu: "2", memory: "512Mi", "nvidia.com/gpu": "1" },
      limits: { memory: "512Mi", "nvidia.com/gpu": "1" },
    });
  });
});

describe("pods during an update", () => {
  it.each([
    [1, 2],
    [2, 3],
    [4, 5],
    [5, 7],
    [8, 10],
  ])("of %d are %d, rounded up as Kubernetes does", (minimum, pods) => {
    expect(podsDuringUpdate(minimum)).toBe(pods);
  });
});
