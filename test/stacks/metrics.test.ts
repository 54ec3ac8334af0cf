import { describe, expect, it } from "vitest";
import { dashboards } from "../../components/observability/dashboards/dashboards";
import { gpuMetrics } from "../../components/observability/gpuMetrics";
import { chartImages } from "../../components/services/images";
import { fieldOf, listOf } from "../../core/json/reading";
import { exporterOf, exporters } from "../components/observability/metricSources";
import { parsePromql } from "../components/observability/promql";
import { planStack } from "../support/plan";
import { all } from "../support/record";

const ofGpus = new Set<string>(gpuMetrics.map(({ field }) => field));

async function expressionsOfAlerts(): Promise<string[]> {
  const rules = all(await planStack("everything"), "kubernetes:monitoring.coreos.com/v1:PrometheusRule");
  return rules
    .flatMap(({ inputs }) => listOf(inputs, "spec", "groups"))
    .flatMap((group) => listOf(group, "rules"))
    .map((rule) => String(fieldOf(rule, "expr")));
}

function expressionsOfDashboards(): string[] {
  return dashboards.flatMap(({ rows, variables }) => [
    ...variables.map(({ metric }) => metric),
    ...rows.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expression }) => expression))),
  ]);
}

describe("metrics of alerts and dashboards", () => {
  it("all have a known exporter, and all known metrics are used", async () => {
    const asked = new Set(
      [...(await expressionsOfAlerts()), ...expressionsOfDashboards()].flatMap((text) => parsePromql(text).metrics),
    );
    expect([...asked].filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
    // The metrics of the GPU exporter are configured: some are for ad-hoc queries only.
    const idle = exporters
      .flatMap(({ metrics }) => metrics)
      .filter((metric) => !asked.has(metric) && !ofGpus.has(metric));
    expect(idle).toEqual([]);
  });

  it.each(exporters.filter(({ image }) => image !== undefined))(
    "of $name are copied from the installed version",
    ({ image, source }) => {
      const [installed] = chartImages().filter((one) => one.startsWith(`${image}:`));
      const version = installed
        ?.split(":")
        .at(-1)
        ?.replace(/^v|-distroless$/g, "");
      expect(version).toBeDefined();
      expect(source).toContain(version);
    },
  );
});
