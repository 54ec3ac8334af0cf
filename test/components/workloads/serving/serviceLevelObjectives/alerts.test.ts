import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failedAtGateway, slowAtGateway } from "../../../../../components/workloads/inferenceService/gatewayMetrics";
import {
  failedRequests,
  noTargets,
  slowRequests,
} from "../../../../../components/workloads/modelService/requestMetrics";
import { servedModelAlerts } from "../../../../../components/workloads/serving/serviceLevelObjectives/alerts";
import {
  badShareLimit,
  burnExpression,
  burnRate,
  burnWindows,
} from "../../../../../components/workloads/serving/serviceLevelObjectives/burnRate";
import { bucketMatcher } from "../../../../../components/workloads/serving/serviceLevelObjectives/histogram";
import { objectivesField } from "../../../../../components/workloads/serving/serviceLevelObjectives/objectives";
import { root } from "../../../../support/plan";
import { exporterOf } from "../../../observability/metricSources";
import { parsePromql } from "../../../observability/promql";

const levels = objectivesField.parse(undefined);
const named = { name: "churn", namespace: "vision", levels };
const pods = { namespace: "vision", service: "churn" };
const gateway = { namespace: "vision", services: ["churn-v3-predictor", "churn-v4-predictor"] };

const ofPods = servedModelAlerts({
  ...named,
  errors: failedRequests(pods),
  slow: slowRequests(pods, levels),
  deployments: ["churn"],
  metricsMissing: noTargets(pods),
});
const ofGateway = servedModelAlerts({
  ...named,
  errors: failedAtGateway(gateway),
  slow: slowAtGateway(gateway, levels),
  deployments: gateway.services,
});
const alerts = [
  ...ofPods.alerts.map((alert) => ({ ...alert, of: "pods" })),
  ...ofGateway.alerts.map((alert) => ({ ...alert, of: "gateway" })),
];
const windows = [...burnWindows.fast, ...burnWindows.slow];

describe("alerts of a served model", () => {
  it("have these names and severities", () => {
    const budgets = [
      "ModelErrorBudgetBurnsFast critical",
      "ModelErrorBudgetBurnsSlowly warning",
      "ModelLatencyBudgetBurnsFast critical",
      "ModelLatencyBudgetBurnsSlowly warning",
    ];
    const reported = ({ alerts: some }: typeof ofPods) => some.map(({ name, severity }) => `${name} ${severity}`);
    expect(reported(ofPods)).toEqual([...budgets, "ModelUnavailable critical", "ModelMetricsMissing warning"]);
    expect(reported(ofGateway)).toEqual([...budgets, "ModelUnavailable critical", "ModelUnavailable critical"]);
    expect(ofPods.name).toBe("churn-service-levels");
  });

  it.each(alerts)("$name of $of is valid PromQL with known metrics", ({ expression }) => {
    const { errors, metrics } = parsePromql(expression);
    expect(errors).toEqual([]);
    expect(metrics).not.toEqual([]);
    expect(metrics.filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
  });

  it.each(alerts)("$name of $of has the labels of the model", ({ expression }) => {
    expect(expression).toMatch(/^label_replace\(label_replace\(/);
    expect(expression.endsWith(', "service", "churn", "", ""), "namespace", "vision", "", "")')).toBe(true);
  });

  it.each(alerts)("$name of $of has a runbook, and is in the guide", ({ name, runbook }) => {
    const file = path.join(root, "docs/runbooks", `${runbook}.md`);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toContain(`## ${name}\n`);
    expect(readFileSync(path.join(root, "docs/workloads/serving.md"), "utf8")).toContain(`\`${name}\``);
  });

  it("of errors has this expression", () => {
    const bad = (range: string) =>
      `sum(rate(model_requests_total{namespace="vision",service="churn",code=~"5.."}[${range}]))`;
    const every = (range: string) => `sum(rate(model_requests_total{namespace="vision",service="churn"}[${range}]))`;
    expect(ofPods.alerts.find(({ name }) => name === "ModelErrorBudgetBurnsSlowly")?.expression).toBe(
      `label_replace(label_replace((${bad("24h")} / ${every("24h")} > 0.015 and ${bad("120m")} / ${every("120m")} > 0.015 ` +
        `and ${bad("24h")} * 86400 >= 5), "service", "churn", "", ""), "namespace", "vision", "", "")`,
    );
  });

  it("of slow requests select the bucket of the objective, in the metric's unit", () => {
    expect(slowRequests(pods, levels).bad("5m")).toContain('_bucket{namespace="vision",service="churn",le="0.5"}[5m]');
    expect(slowAtGateway(gateway, levels).bad("5m")).toContain('le=~"500([.]0)?"');
    expect(bucketMatcher(1)).toBe('le=~"1([.]0)?"');
  });
});

describe("burn rates", () => {
  it("are those of the SRE workbook", () => {
    const rounded = (value: number) => Number(value.toFixed(6));
    expect(windows.map(burnRate).map(rounded)).toEqual([14.4, 6, 3]);
    expect(windows.map(({ longHours, shortMinutes }) => (longHours * 60) / shortMinutes)).toEqual([12, 12, 12]);
  });

  it("spend exactly the window's share of the budget at the limit", () => {
    const objectives = fc.double({ min: 94, max: 99.999, noNaN: true });
    fc.assert(
      fc.property(objectives, fc.constantFrom(...windows), (objective, window) => {
        const limit = badShareLimit(window, objective);
        const spent = (limit * window.longHours) / ((1 - objective / 100) * 30 * 24);
        expect(spent / window.budgetShare).toBeCloseTo(1, 4);
        // Otherwise it could never fire.
        expect(limit).toBeLessThan(0.9);
      }),
    );
  });

  it("contain every window, and limits without binary fractions", () => {
    const rates = { bad: (range: string) => `sum(bad[${range}])`, all: (range: string) => `sum(every[${range}])` };
    fc.assert(
      fc.property(fc.double({ min: 94, max: 99.999, noNaN: true }), (objective) => {
        const expression = burnExpression(rates, windows, objective);
        const limits = [...expression.matchAll(/> (\S+)/g)].map(([, limit]) => Number(limit));
        expect(limits).toEqual(windows.flatMap((one) => Array(2).fill(badShareLimit(one, objective))));
        expect(parsePromql(expression).errors).toEqual([]);
      }),
    );
  });
});
