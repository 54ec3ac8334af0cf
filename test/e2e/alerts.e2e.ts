import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { dashboards } from "../../components/observability/dashboards/dashboards";
import { Progress } from "../../sandbox/progress";
import { readyToolchain } from "../../sandbox/toolchain/toolchain";
import { planStack } from "../support/plan";
import type { AlertCase } from "./alerts/alertCase";
import { controllerCases } from "./alerts/controllerCases";
import { gpuCases } from "./alerts/gpuCases";
import { queryCases } from "./alerts/queryCases";
import { schedulingCases } from "./alerts/schedulingCases";
import { workloadCases } from "./alerts/workloadCases";
import { promtoolCheck, promtoolTest, type RuleGroup } from "./support/promtool";
import { report } from "./support/sandbox";

/**
 * All alerts of the program, evaluated by Prometheus: each fires for its condition, with the labels that route it, and
 * clears afterwards.
 *
 * Not tested: that exporters have these series with these labels. They are copied from the exporters' sources.
 */
const cases: readonly AlertCase[] = [...gpuCases, ...schedulingCases, ...controllerCases, ...workloadCases];

const prometheusRule = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.looseObject({ alert: z.string().optional(), annotations: z.record(z.string(), z.string()).optional() }),
      ),
    }),
  ),
});

let promtool: string;
let groups: readonly RuleGroup[];

beforeAll(async () => {
  promtool = (await readyToolchain(new Progress())).path("promtool");
  const resources = await planStack("everything");
  groups = resources
    .filter(({ type }) => type === "kubernetes:monitoring.coreos.com/v1:PrometheusRule")
    .flatMap(({ inputs }) => prometheusRule.parse(inputs.spec).groups);
});

function groupOf({ alert, group }: Pick<AlertCase, "alert" | "group">): RuleGroup {
  const having = groups.filter(
    ({ name, rules }) => (group === undefined || name === group) && rules.some((rule) => rule.alert === alert),
  );
  const [only, another] = having;
  if (!only || another) throw new Error(`${alert} is in ${having.length} groups: ${having.map(({ name }) => name)}`);
  return only;
}

/** Returns promtool's errors for a case. */
function wrongAbout(one: AlertCase): Promise<string> {
  const { alert, series, silent, fires, clears } = one;
  const minutes = [...new Set(fires.map(({ minute }) => minute))];
  return promtoolTest(promtool, {
    groups: [groupOf(one)],
    series,
    alerts: [
      ...minutes.map((minute) => ({ minute, alert, alerts: fires.filter((firing) => firing.minute === minute) })),
      ...[...silent, clears].map((minute) => ({ minute, alert, alerts: [] })),
    ],
  });
}

describe("alerts", () => {
  it("each have a case", () => {
    const known = new Set(cases.map(({ alert }) => alert));
    const all = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? [])));
    expect([...all].filter((alert) => !known.has(alert))).toEqual([]);
    report("alerts", { alerts: all.size, cases: cases.length });
  });

  it("have expressions, durations and templates that Prometheus parses", async () => {
    expect(await promtoolCheck(promtool, groups)).toBe("");
  });

  it.each(cases.map((one) => ({ title: [one.alert, one.group, one.about].filter(Boolean).join(", "), one })))(
    "$title: fires and clears",
    async ({ one }) => {
      expect(one.fires.length).toBeGreaterThan(0);
      expect(one.clears).toBeGreaterThan(Math.max(...one.fires.map(({ minute }) => minute)));
      expect(await wrongAbout(one)).toBe("");
    },
  );

  it("would fail: an alert that does not fire, does not clear, or has another label or text", async () => {
    const [one] = gpuCases;
    const [firing] = one?.fires ?? [];
    if (!one || !firing) throw new Error("no case");
    expect(await wrongAbout({ ...one, fires: [{ ...firing, minute: 9 }], silent: [] })).toContain("got:[]");
    expect(await wrongAbout({ ...one, clears: 20 })).toContain("exp:[]");
    expect(await wrongAbout({ ...one, fires: [{ ...firing, labels: { severity: "warning" } }] })).not.toBe("");
    expect(await wrongAbout({ ...one, fires: [{ ...firing, summary: "Other" }] })).toContain("Other");
  });
});

/** Returns a query with all values of the dashboard's variables, as Grafana sends it. */
function queryOf(dashboard: string, panel: string): string {
  const found = dashboards.find(({ title }) => title === dashboard);
  const [query] =
    found?.rows.flatMap(({ panels }) => panels).find(({ title, kind }) => title === panel && kind !== undefined)
      ?.queries ?? [];
  if (!query) throw new Error(`${dashboard} has no panel ${panel}`);
  return query.expression.replace(/\$(node|namespace)/g, ".*");
}

describe("dashboards", () => {
  it.each(queryCases)("$dashboard, $panel: $about", async ({ dashboard, panel, series, minute, samples }) => {
    const query = queryOf(dashboard, panel);
    expect(await promtoolTest(promtool, { groups: [], series, samples: [{ minute, query, samples }] })).toBe("");
  });
});
