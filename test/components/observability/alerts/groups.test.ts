import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { alertGroups } from "../../../../components/observability/alerts/groups";
import { gpuMetrics } from "../../../../components/observability/gpuMetrics";
import { root } from "../../../support/plan";
import { parsePromql } from "../promql";

const alerts = alertGroups.flatMap((group) => group.alerts);
const collected = new Set<string>(gpuMetrics.map(({ field }) => field));
/** Of kube-state-metrics and of Prometheus itself. */
const others = new Set(["kube_node_status_allocatable", "up"]);

describe("alert groups", () => {
  it("and their alerts have names of their own", () => {
    for (const names of [alertGroups.map(({ name }) => name), alerts.map(({ name }) => name)]) {
      expect([...new Set(names)]).toEqual(names);
    }
  });

  it.each(alerts)("$name asks in PromQL for metrics that somebody brings", ({ expression }) => {
    const { errors, metrics } = parsePromql(expression);
    expect(errors).toEqual([]);
    expect(metrics).not.toEqual([]);
    expect(metrics.filter((metric) => !collected.has(metric) && !others.has(metric))).toEqual([]);
  });

  it.each(alerts)("$name has a runbook that tells of it", ({ name, runbook }) => {
    const file = path.join(root, "docs/runbooks", `${runbook}.md`);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toContain(`## ${name}\n`);
  });

  it.each(alerts)("$name's texts use labels that its series have", ({ expression, summary, description }) => {
    const kept = /by \(([^)]*)\)/.exec(expression)?.[1]?.split(", ") ?? [];
    const used = [...`${summary} ${description}`.matchAll(/\$labels\.(\w+)/g)].flatMap(([, label = ""]) => label);
    expect(used.filter((label) => !kept.includes(label))).toEqual([]);
  });

  it("of a GPU over 90 % for 5 minutes is this one", () => {
    const alert = alerts.find(({ name }) => name === "GpuUtilizationHigh");
    expect(alert?.forMinutes).toBe(5);
    expect(alert?.expression).toBe(
      "label_replace(max by (node, gpu, UUID, modelName, exported_namespace) (DCGM_FI_DEV_GPU_UTIL), " +
        '"namespace", "$1", "exported_namespace", "(.+)") > 90',
    );
  });
});
