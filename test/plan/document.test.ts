import { describe, expect, it } from "vitest";
import { estimateCost } from "../../plan/cost/estimate";
import { planDocument, planText } from "../../plan/document";
import { fixtureSettings } from "../fixtures/fixtures";
import { planStack } from "../support/plan";

async function document() {
  return planDocument("dev", fixtureSettings("dev"), await planStack("dev"));
}

describe("the plan as JSON", () => {
  it("has the keys that other programs rely on", async () => {
    const plan = JSON.parse(planText(await document()));
    expect(Object.keys(plan)).toEqual([
      "cost",
      "duration",
      "opaque",
      "quotas",
      "resources",
      "settings",
      "stack",
      "verdictCounts",
      "verdicts",
      "version",
    ]);
    expect(plan.version).toBe(1);
    for (const resource of plan.resources) {
      expect(Object.keys(resource)).toEqual([
        "component",
        "custom",
        "dependsOn",
        "inputs",
        "name",
        "options",
        "outputs",
        "parent",
        "propertyDependencies",
        "provider",
        "source",
        "type",
        "urn",
      ]);
      expect(Object.keys(resource.options)).toEqual([
        "aliases",
        "customTimeouts",
        "deletedWith",
        "ignoreChanges",
        "protect",
        "replaceOnChanges",
        "retainOnDelete",
      ]);
    }
  });

  it("is the same text every time", async () => {
    expect(planText(await document())).toBe(planText(await document()));
  });

  it("says which component a resource belongs to", async () => {
    const { resources } = await document();
    const components = new Map(resources.map(({ type, name, component }) => [`${type} ${name}`, component]));
    expect(components.get("pulumi:pulumi:Stack mlops-dev")).toBe("");
    expect(components.get("mlops:index:MlPlatform mlops-dev")).toBe("mlops-dev");
    expect(components.get("mlops:index:SubnetTier mlops-dev-network-private")).toBe("mlops-dev-network");
    expect(components.get("aws:ec2/subnet:Subnet mlops-dev-network-private-a")).toBe("mlops-dev-network-private");
  });

  it("prices resources, and lists those that are not priced", async () => {
    const { cost, resources } = await document();
    expect(cost).toEqual(estimateCost(await planStack("dev")));
    expect(cost.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(cost.monthly.minimum).toBeGreaterThan(0);
    const urns = new Set(resources.map(({ urn }) => urn));
    for (const urn of [...cost.items.map((item) => item.urn), ...cost.unpriced]) expect(urns).toContain(urn);
    expect(cost.unpriced.some((urn) => urn.includes("$aws:cloudwatch/logGroup:LogGroup::"))).toBe(true);
  });
});

describe("warnings", () => {
  it("name a Kubernetes version whose support ends, and stay out of the JSON", async () => {
    const document = (today: string) => planDocument("dev", fixtureSettings("dev"), [], { today });
    expect(document("2026-11-28").warnings).toEqual([]);
    const late = document("2027-03-01");
    expect(late.warnings).toEqual([
      "Kubernetes 1.35 leaves standard support on 2027-03-27, in 26 days. EKS then upgrades the control plane automatically. To upgrade before that, set mlops:cluster.version to 1.36",
    ]);
    expect(planText(late)).toBe(planText(document("2026-11-28")));
  });
});
