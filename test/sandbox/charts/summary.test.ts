import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import type { ChartReport } from "../../../sandbox/charts/composeCharts";
import { chartSummary, kindsWithoutCrd } from "../../../sandbox/charts/summary";
import { resource } from "../../support/registration";

const crds: ChartReport = {
  name: "karpenter-crd",
  version: "1.14.1",
  kind: "stand-in",
  versionMatches: true,
  crds: ["nodepools.karpenter.sh", "ec2nodeclasses.karpenter.k8s.aws"],
  kinds: [
    { group: "karpenter.sh", kind: "NodePool", versions: ["v1"], validated: true, place: "templates" },
    { group: "karpenter.k8s.aws", kind: "EC2NodeClass", versions: ["v1"], validated: false, place: "templates" },
  ],
  notes: [],
};
const karpenter: ChartReport = {
  name: "karpenter",
  version: "1.13.0",
  kind: "upstream",
  from: "/charts/karpenter",
  versionMatches: false,
  crds: ["ec2nodeclasses.karpenter.k8s.aws"],
  kinds: [{ group: "karpenter.k8s.aws", kind: "EC2NodeClass", versions: ["v1"], validated: true, place: "crds" }],
  notes: ["/charts/karpenter is 1.13.0, not the pinned 1.14.1"],
};
const unused: ChartReport = { ...crds, name: "flagger", crds: [], kinds: [] };

const release = (chart: string, skipCrds: boolean) => resource("kubernetes:helm.sh/v3:Release", { chart, skipCrds });
const nodeClass = resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", { metadata: { name: "a" } });
const resources = [
  release("/sandbox/charts/karpenter-crd", false),
  release("oci://mirror/karpenter", true),
  resource("aws:ec2/vpc:Vpc"),
  resource("mlops:index:Chart", {}, { custom: false }),
  resource("kubernetes:core/v1:Namespace"),
  resource("kubernetes:storage.k8s.io/v1:StorageClass"),
  resource("kubernetes:karpenter.sh/v1:NodePool"),
  nodeClass,
  nodeClass,
];

describe("chartSummary", () => {
  it("distinguishes real charts from stand-ins, and validated kinds from others", () => {
    const summary = chartSummary(resources, [crds, karpenter, unused]);
    expect(summary.text).toBe(
      [
        "charts: 1 upstream (karpenter 1.13.0), 1 stand-in (karpenter-crd 1.14.1)",
        "kinds validated: 3, by Kubernetes itself 2, by CRDs 1",
        "kinds not validated: 1: karpenter.k8s.aws/v1 EC2NodeClass",
        "note: /charts/karpenter is 1.13.0, not the pinned 1.14.1",
        "",
      ].join("\n"),
    );
    expect(summary.upstream).toEqual([karpenter]);
    expect(summary.standIns).toEqual([crds]);
    expect(summary.validated).toEqual(["storage.k8s.io/v1 StorageClass", "v1 Namespace", "karpenter.sh/v1 NodePool"]);
    expect(summary.undefinedKinds).toEqual([]);
  });

  it("counts a chart's crds/ only if the Release does not skip them", () => {
    const installing = [...resources.slice(0, 1), release("karpenter", false), nodeClass];
    expect(chartSummary(installing, [crds, karpenter]).validated).toEqual(["karpenter.k8s.aws/v1 EC2NodeClass"]);
  });

  it("counts the CRDs that the program declares", () => {
    const definition = resource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", {
      spec: { group: "example.com", names: { kind: "Widget" }, versions: [{ name: "v1" }, { name: "v2" }] },
    });
    const widget = resource("kubernetes:example.com/v2:Widget");
    expect(chartSummary([definition, widget], []).validated).toEqual([
      "apiextensions.k8s.io/v1 CustomResourceDefinition",
      "example.com/v2 Widget",
    ]);
  });

  it("reports a kind whose version the available CRDs do not serve", () => {
    const used = [...resources.slice(0, 1), resource("kubernetes:karpenter.sh/v2:NodePool")];
    expect(chartSummary(used, [crds]).text).toContain(
      "kinds not validated: 1: karpenter.sh/v2 NodePool\nnote: no CRD serves karpenter.sh/v2 NodePool, only v1\n",
    );
    expect(kindsWithoutCrd(used, [crds])).toEqual([]);
  });
});

describe("kindsWithoutCrd", () => {
  it("returns the names that a permissive CRD needs, from the program's use of the kind", () => {
    const policy = (metadata: JsonObject) => resource("kubernetes:example.com/v1:Policy", { metadata });
    expect(kindsWithoutCrd([policy({ name: "a" }), policy({ name: "b", namespace: "c" })], [])).toEqual([
      { group: "example.com", version: "v1", kind: "Policy", plural: "policies", namespaced: true },
    ]);
  });

  it("prefers the facts of stand-ins, and reads the kind of a patch from the patched kind", () => {
    const claim = resource("kubernetes:karpenter.sh/v1:NodeClaimPatch", { kind: "NodeClaim" });
    expect(kindsWithoutCrd([claim], [])).toEqual([
      { group: "karpenter.sh", version: "v1", kind: "NodeClaim", plural: "nodeclaims", namespaced: false },
    ]);
  });

  it("includes kinds that controllers create, unless a chart or the program defines them", () => {
    const made = (group: string, kind: string) => ({ group, version: "v1", kind, plural: "those", namespaced: false });
    const pool = made("karpenter.sh", "NodePool");
    const widget = made("example.com", "Widget");
    const used = [...resources.slice(0, 1), resource("kubernetes:example.com/v1:Widget")];
    expect(kindsWithoutCrd(resources.slice(0, 1), [crds], [pool, widget])).toEqual([widget]);
    expect(kindsWithoutCrd(used, [crds], [widget]).map(({ plural }) => plural)).toEqual(["widgets"]);
  });
});
