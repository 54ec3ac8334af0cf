import { describe, expect, it, vi } from "vitest";
import { admissionPolicy } from "../../../policies/kubernetes/admission";
import { rule as noHostPaths } from "../../../policies/rules/pods/noHostPaths";
import { rule as noHostPorts } from "../../../policies/rules/pods/noHostPorts";
import { context } from "../../../policies/specimens/baseStack";

/** Replaces the platform's exemptions. */
vi.mock("../../../components/services/exemptions", () => ({
  exemptions: [
    { rules: ["no-host-paths"], namespace: "monitoring", name: "node.exporter", reason: "it reads the node" },
  ],
}));

describe("an exemption", () => {
  const conditions = (rule: typeof noHostPaths, resource = "Pod/vision/agent") => {
    const waivers = [{ rule: rule.name, resource, reason: "it reads logs", expires: "2027-03-31" }];
    const labels = { teams: "example.com/team", platform: "example.com/platform" };
    return admissionPolicy(rule, {
      context,
      waivers,
      today: "2027-01-01",
      namespaceLabels: labels,
    }).spec.matchConditions.slice(2);
  };

  it("becomes a match condition on namespace and name prefix in the policy of its rule, before the conditions of waivers", () => {
    expect(conditions(noHostPaths)).toEqual([
      {
        name: "is-not-exempt-0",
        expression:
          '!(request.?namespace.orValue("") == "monitoring" && object.metadata.?name.orValue("").matches("^node\\\\.exporter.*$"))',
      },
      { name: "is-not-exempt-1", expression: expect.stringContaining('matches("^agent$")') },
    ]);
  });

  it("does not apply to other rules", () => {
    expect(conditions(noHostPorts, "job-of-the-plan")).toEqual([]);
  });
});
