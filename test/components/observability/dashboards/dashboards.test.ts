import { describe, expect, it } from "vitest";
import { type Dashboard, dashboardJson } from "../../../../components/observability/dashboards/dashboard";
import { dashboards } from "../../../../components/observability/dashboards/dashboards";
import { gpuMetrics } from "../../../../components/observability/gpuMetrics";
import { GrafanaDashboards } from "../../../../components/observability/grafanaDashboards";
import { only, recordComponent } from "../../../support/record";
import { exporterOf } from "../metricSources";
import { parsePromql } from "../promql";

const collected = new Set<string>(gpuMetrics.map(({ field }) => field));
const queries = dashboards.flatMap(({ title, rows }) =>
  rows.flatMap(({ panels }) =>
    panels.flatMap((panel) => panel.queries.map(({ expression }) => [`${title}: ${panel.title}`, expression] as const)),
  ),
);

describe("dashboards", () => {
  it.each(queries)("%s is valid PromQL with known metrics", (_, expression) => {
    const { errors, metrics } = parsePromql(expression);
    expect(errors).toEqual([]);
    expect(metrics.filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
  });

  it.each(dashboards)("$title declares and uses the same variables", (dashboard) => {
    const text = JSON.stringify(dashboard.rows).replace(/\$__\w+/g, "");
    const used = [...text.matchAll(/\$(\w+)/g)].flatMap(([, name = ""]) => name);
    expect(new Set(used)).toEqual(new Set(dashboard.variables.map(({ name }) => name)));
    expect(dashboard.variables.filter(({ metric }) => !collected.has(metric))).toEqual([]);
  });

  it.each(dashboards)("$title has no overlapping panels and none outside of the grid", (dashboard) => {
    const places = dashboardJson(dashboard).panels.map(({ gridPos }) => gridPos);
    for (const [index, a] of places.entries()) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      const over = places
        .slice(index + 1)
        .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h);
      expect(over).toEqual([]);
    }
  });
});

const small: Dashboard = {
  uid: "small",
  title: "Small",
  description: "A small one",
  tags: ["test"],
  variables: [{ name: "node", label: "Node", metric: "up", of: "node" }],
  rows: [
    {
      title: "Row",
      panels: [
        {
          kind: "stat",
          title: "Now",
          unit: "percent",
          maximum: 100,
          steps: [
            { from: 0, color: "green" },
            { from: 90, color: "red" },
          ],
          queries: [{ expression: "up" }],
        },
        { kind: "timeseries", title: "Ever", unit: "short", queries: [{ expression: "up", legend: "{{node}}" }] },
        { kind: "timeseries", title: "Next line", unit: "short", queries: [{ expression: "up" }] },
      ],
    },
  ],
};

describe("dashboardJson", () => {
  const { panels, templating, editable } = dashboardJson(small);

  it("places panels from left to right, and in the next row if they do not fit", () => {
    expect(panels.map(({ gridPos }) => gridPos)).toEqual([
      { x: 0, y: 0, w: 24, h: 1 },
      { x: 0, y: 1, w: 4, h: 4 },
      { x: 4, y: 1, w: 12, h: 8 },
      { x: 0, y: 9, w: 12, h: 8 },
    ]);
    expect(panels.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it("uses instant queries for numbers and range queries for lines", () => {
    expect(panels[1]).toMatchObject({
      type: "stat",
      datasource: { uid: "prometheus" },
      targets: [{ refId: "A", expr: "up", instant: true, range: false }],
      fieldConfig: {
        defaults: {
          unit: "percent",
          max: 100,
          thresholds: {
            mode: "absolute",
            steps: [
              { color: "green", value: null },
              { color: "red", value: 90 },
            ],
          },
        },
      },
    });
    expect(panels[2]).toMatchObject({ targets: [{ instant: false, range: true, legendFormat: "{{node}}" }] });
  });

  it("offers variables for labels, and is not editable", () => {
    expect(templating.list).toMatchObject([{ name: "node", definition: "label_values(up, node)", multi: true }]);
    expect(editable).toBe(false);
  });
});

describe("GrafanaDashboards", () => {
  it("are ConfigMaps with the label of Grafana's sidecar", async () => {
    const resources = await recordComponent(
      () => new GrafanaDashboards("d", { namespace: "monitoring", dashboards: [small] }),
    );
    expect(only(resources, "kubernetes:core/v1:ConfigMap", "d-small").inputs).toMatchObject({
      metadata: { name: "dashboard-small", namespace: "monitoring", labels: { grafana_dashboard: "1" } },
      data: { "small.json": JSON.stringify(dashboardJson(small)) },
    });
  });
});
