import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { services } from "../../../components/services/catalogue";
import { charts } from "../../../components/services/charts";
import { kinds } from "../../../components/services/kinds";
import { releaseType } from "../../../core/graph/graph";
import type { Registration } from "../../../core/graph/registration";
import { listOf, textOf, textsOf } from "../../../core/json/reading";
import type { ServiceFacts } from "../../../core/services/serviceFacts";
import { renderCharts } from "../../../plan/charts/render";
import { loadStandIns } from "../../../sandbox/charts/standIns";
import { isCustom, kindOfObject } from "../../support/order";
import { planStack } from "../../support/plan";
import { all } from "../../support/record";

const helm = process.env.MLOPS_HELM ?? "helm";
const folder = process.env.MLOPS_CHARTS ?? "";
const missing = folder === "" || spawnSync(helm, ["version"]).error !== undefined;

/**
 * Upstream's charts in the folder MLOPS_CHARTS, rendered with our values by the real Helm (on PATH or MLOPS_HELM). The
 * tests of the platform's order depend on their objects. Charts that are missing or cannot be rendered are not tested.
 */
describe.skipIf(missing)("stand-ins and upstream's charts of MLOPS_CHARTS", async () => {
  const standIns = await loadStandIns();
  let resources: Registration[];
  let rendered: readonly Registration[];

  beforeAll(async () => {
    resources = await planStack("everything");
    ({ resources: rendered } = await renderCharts(resources, { folder, helm, kubernetes: "1.35" }));
  }, 120_000);

  function objectsOf(chart: string): Registration[] {
    const release = all(resources, releaseType).find(({ inputs }) => textOf(inputs, "name") === chart);
    return rendered.filter(({ renderedFrom }) => renderedFrom === release?.urn);
  }

  it("renders most of them", () => {
    expect(new Set(rendered.map(({ renderedFrom }) => renderedFrom)).size).toBeGreaterThan(charts.size / 2);
  });

  it.for([...charts.keys()])(
    "%s creates the kinds that its stand-in declares, and its webhooks validate the declared kinds",
    (chart, { skip }) => {
      const objects = objectsOf(chart);
      skip(objects.length === 0, "it is not in the folder, or cannot be rendered");
      const made = objects.filter(isCustom).map(kindOfObject);
      expect([...new Set(made)].sort()).toEqual([...(standIns.get(chart)?.createdKinds ?? [])].sort());
      const judged = new Set(objects.flatMap(judgedKinds).filter((kind) => kind.endsWith("/*") || brought.has(kind)));
      const further = [...judged].filter((kind) => kind.endsWith("/*") || !judged.has(`${kind.split("/")[0]}/*`));
      expect(further.sort()).toEqual([...(standIns.get(chart)?.validatedKinds ?? [])].sort());
    },
  );
});

/**
 * Kubernetes' own kinds except pods, which labels select, and those of charts. A webhook may name kinds that we do not
 * use.
 */
const brought: ReadonlySet<string> = new Set([
  ...kinds.map(({ group, kind }) => `${group}/${kind}`).filter((kind) => kind !== "/Pod"),
  ...Object.values<ServiceFacts>(services).flatMap((service) =>
    Object.values(service.charts).flatMap(({ crds }) => crds),
  ),
]);

/** Returns the kinds in the rules of a webhook configuration, as patterns. */
function judgedKinds({ type, inputs }: Registration): string[] {
  if (!type.endsWith("WebhookConfiguration")) return [];
  return listOf(inputs, "webhooks").flatMap((webhook) =>
    listOf(webhook, "rules").flatMap((rule) =>
      textsOf(rule, "apiGroups").flatMap((group) =>
        // `certificaterequests/status` belongs to the same kind.
        textsOf(rule, "resources").map((resource) => `${group}/${kindNamed(group, resource.split("/")[0] ?? "")}`),
      ),
    ),
  );
}

function kindNamed(group: string, plural: string): string {
  if (plural === "*") return "*";
  return kinds.find((one) => one.group === group && one.plural === plural)?.kind ?? plural;
}
