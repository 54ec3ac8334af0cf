import { describe, expect, it } from "vitest";
import { exemptions } from "../../components/services/exemptions";
import { releaseType } from "../../core/graph/graph";
import type { Exemption } from "../../core/services/exemption";
import { applyExemptions } from "../../policies/exemptions";
import { Graph, subject } from "../../policies/subject";
import type { Verdict } from "../../policies/verdict";
import { resource } from "../support/registration";

const exemption: Exemption = {
  rules: ["no-host-paths"],
  namespace: "agents",
  name: "exporter",
  reason: "it reads disks",
};

function statusOf(
  change: Partial<Verdict>,
  name = "exporter",
  namespace = "agents",
  renderedFrom: string | null = "urn",
) {
  const object = resource("kubernetes:apps/v1:DaemonSet", { metadata: { name, namespace } });
  const graph = new Graph([subject({ ...object, ...(renderedFrom !== null && { renderedFrom }) })]);
  const verdict: Verdict = {
    rule: "no-host-paths",
    severity: "high",
    enforcement: "advisory",
    gate: "plan",
    status: "fail",
    urn: object.urn,
    message: "volumes must not be directories of the node: root",
    fix: "remove them",
    ...change,
  };
  const [one] = applyExemptions([verdict], graph, [exemption]);
  return one && { status: one.status, message: one.message };
}

describe("applyExemptions", () => {
  it("waives failures with an exemption and adds the reason", () => {
    expect(statusOf({})).toEqual({
      status: "waived",
      message: "volumes must not be directories of the node: root; permanently exempt: it reads disks",
    });
    expect(statusOf({}, "exporter-abcde")).toMatchObject({ status: "waived" });
  });

  it("leaves all other verdicts unchanged", () => {
    expect(statusOf({ status: "pass" })).toMatchObject({ status: "pass" });
    expect(statusOf({ status: "error" })).toMatchObject({ status: "error" });
    expect(statusOf({ rule: "seccomp-profile" })).toMatchObject({ status: "fail" });
    expect(statusOf({}, "other")).toMatchObject({ status: "fail" });
    expect(statusOf({}, "exporter", "vision")).toMatchObject({ status: "fail" });
    expect(statusOf({}, "exporter", "agents", null)).toMatchObject({ status: "fail" });
    expect(statusOf({ urn: "urn:pulumi:gone" })).toMatchObject({ status: "fail" });
  });

  it("matches cluster-scoped objects with an empty namespace", () => {
    const role = resource("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { metadata: { name: "reader" } });
    const chart = resource(releaseType);
    const graph = new Graph([subject({ ...role, renderedFrom: chart.urn })]);
    const broken = { rule: "r", severity: "high", enforcement: "advisory", gate: "plan", status: "fail" } as const;
    const verdict = { ...broken, urn: role.urn, message: "reads all", fix: "" };
    const exemptRole = { rules: ["r"], namespace: "", name: "reader", reason: "it must" };
    expect(applyExemptions([verdict], graph, [exemptRole])).toMatchObject([{ status: "waived" }]);
  });
});

describe("the platform's exemptions", () => {
  it.each(exemptions)("$name in '$namespace' has rules, a reason and a specific name", (one) => {
    expect(one.rules.length).toBeGreaterThan(0);
    expect(one.reason.length).toBeGreaterThan(20);
    expect(one.name).toMatch(/^[a-z][a-z0-9-]{8,}$/);
  });
});
