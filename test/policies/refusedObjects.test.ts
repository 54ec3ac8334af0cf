import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json";
import { evaluateRule } from "../../policies/kubernetes/evaluate";
import { rule as acceleratorLimits } from "../../policies/rules/accelerators/acceleratorLimits";
import { rule as noKernelChanges } from "../../policies/rules/pods/noKernelChanges";
import { rule as noPrivilegedContainers } from "../../policies/rules/pods/noPrivilegedContainers";
import { context } from "../../policies/specimens/baseStack";
import { type PodChanges, pod } from "../../policies/specimens/pods";

/**
 * Verdicts on objects that the API server rejects and that therefore cannot be specimens. The plan reports them
 * earlier; in custom kinds, the API server rejects them only when the pods are created.
 */

const messageOf = (rule: typeof acceleratorLimits, changes: PodChanges) =>
  evaluateRule(rule, pod(changes).inputs, undefined, context);

const asking = (resources: JsonObject): PodChanges => ({ containers: { main: { resources } } });

describe("accelerators", () => {
  it.each([
    ["requests alone", { requests: { "nvidia.com/gpu": 1 } }],
    ["a request below the limit", { requests: { "nvidia.com/gpu": "1" }, limits: { "nvidia.com/gpu": 2 } }],
    ["a request above the limit", { requests: { "aws.amazon.com/neuron": 2 }, limits: { "aws.amazon.com/neuron": 1 } }],
    ["fewer than none", { limits: { "nvidia.com/gpu": -1 } }],
    ["half of one", { limits: { "nvidia.com/gpu": "500m" } }],
  ])("are rejected with %s", (_, resources) => {
    expect(messageOf(acceleratorLimits, asking(resources))).toEqual({
      status: "fail",
      message: "containers must set accelerator limits to a whole number of at least 1, equal to any request: main",
    });
  });
});

describe("a debug container", () => {
  it("is judged like other containers", () => {
    expect(
      messageOf(noPrivilegedContainers, {
        ephemeralContainers: { debugger: { securityContext: { privileged: true } } },
      }),
    ).toEqual({ status: "fail", message: "containers must not run privileged: debugger" });
  });
});

describe("Windows", () => {
  it("rejects host process containers", () => {
    const windowsOptions = { hostProcess: true };
    expect(messageOf(noKernelChanges, { spec: { securityContext: { windowsOptions } } })).toEqual({
      status: "fail",
      message: "the pod must not change kernel settings or isolation with: hostProcess",
    });
    expect(messageOf(noKernelChanges, { containers: { main: { securityContext: { windowsOptions } } } })).toEqual({
      status: "fail",
      message: "the pod must not change kernel settings or isolation with: main (hostProcess)",
    });
  });
});
