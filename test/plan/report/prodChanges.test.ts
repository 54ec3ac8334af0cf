import { describe, expect, it } from "vitest";
import { services } from "../../../components/services/catalogue";
import { fieldOf, textOf } from "../../../core/json/reading";
import type { ChartFacts } from "../../../core/services/chartFacts";
import type { ServiceFacts } from "../../../core/services/serviceFacts";
import type { ComparedResource } from "../../../plan/diff/change";
import { comparison } from "../../../plan/diff/compare";
import { type PlanDocument, planDocument } from "../../../plan/document";
import { planMarkdown } from "../../../plan/report/markdown";
import { fixtureConfig, fixtureSettings } from "../../fixtures/fixtures";
import { planStack } from "../../support/plan";

/** Prod with its pools' settings as text changed. */
async function prodWith(pools: (text: string) => string): Promise<PlanDocument> {
  const { config, secretKeys } = fixtureConfig("prod");
  const compute = config["mlops:compute"] ?? "";
  const changed = { ...config, "mlops:compute": pools(compute) };
  const changes = pools(compute) === compute ? {} : { compute: pools(compute) };
  return planDocument(
    "prod",
    fixtureSettings("prod", { config: changed, secretKeys }),
    await planStack("prod", changes),
  );
}

describe.each([
  // One by each provisioner of pools. A managed pool has a node group in each zone.
  [
    "gpu-l4-shared",
    '"limits":{"accelerators":4}',
    '"limits":{"accelerators":8}',
    "scalingConfig.maxSize",
    "2 → 3",
    ["-a", "-b", "-c"],
  ],
  [
    "gpu-l4",
    '"limits":{"accelerators":16}',
    '"limits":{"accelerators":32}',
    'spec.limits["nvidia.com/gpu"]',
    "16 → 32",
    [""],
  ],
])("more of pool %s", (pool, old, wanted, path, text, zones) => {
  it("is one update of each node group with its cost, in a comment of few bytes", async () => {
    const before = await prodWith((pools) => pools);
    const after = await prodWith((pools) => pools.replace(old, wanted));
    const compared = comparison(before, after);
    expect(
      compared.changes.map(({ kind, replaces, paths, resource }) => [kind, replaces, resource.component, ...paths]),
    ).toEqual(zones.map((zone) => ["update", "no", `mlops-prod-compute-pool-${pool}${zone}`, path]));
    expect(compared.changes[0]?.costDelta.maximum).toBeGreaterThan(100);
    const comment = planMarkdown(after, compared);
    expect(Buffer.byteLength(comment)).toBeLessThan(60_000);
    expect(comment).toContain(`\`${text}\``);
    expect(comment).toMatch(/maximum \+&#36;[\d,]+\)/);
  });
});

/** Resources of kinds that may have data, but without data: the program creates them again. */
const withoutLoss = [
  // Kinds of objects for load balancers: they are deleted with the Service or Ingress.
  /-load-balancer-controller-crd-/,
  // Generated passwords, which users do not know.
  /-(password|signing-key)$/,
];

/** Namespaces of services that have no volumes, as their facts say. */
const withoutVolumes: ReadonlySet<string> = new Set(
  Object.values<ServiceFacts>(services)
    .filter(({ charts }) => Object.values(charts).every(({ billed }) => !hasVolumes(billed)))
    .flatMap(({ namespace }) => namespace ?? []),
);

function hasVolumes(billed: ChartFacts["billed"]): boolean {
  return billed !== "nothing" && billed.some(({ kind }) => kind === "volumes");
}

function isEmptyNamespace({ type, inputs }: ComparedResource): boolean {
  return (
    type === "kubernetes:core/v1:Namespace" && withoutVolumes.has(textOf(fieldOf(inputs, "metadata", "name")) ?? "")
  );
}

describe("what holds data in prod", () => {
  it("is refused or kept when it is taken out, never lost", async () => {
    const prod = await prodWith((pools) => pools);
    const { changes } = comparison(prod, { ...prod, resources: [] });
    const lost = changes.filter(({ holdsData, guard }) => holdsData && guard === "none");
    const ofData = lost.filter(
      ({ resource }) => !isEmptyNamespace(resource) && !withoutLoss.some((known) => known.test(resource.name)),
    );
    expect(withoutVolumes.has("monitoring")).toBe(false);
    expect(ofData.map(({ resource }) => `${resource.type} ${resource.name}`)).toEqual([]);
  });
});
