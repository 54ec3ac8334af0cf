import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { alertGroups } from "../../../../components/observability/alerts/groups";
import { root } from "../../../support/plan";
import { exporterOf } from "../metricSources";
import { parsePromql } from "../promql";

const size = { memoryMebibytes: 2048 };
const groups = alertGroups({ prometheus: size, nodeScalers: ["karpenter", "cluster-autoscaler"] });
const alerts = groups.flatMap((group) => group.alerts);

describe("alert groups", () => {
  it("and alerts have unique names", () => {
    for (const names of [groups.map(({ name }) => name), alerts.map(({ name }) => name)]) {
      expect([...new Set(names)]).toEqual(names);
    }
  });

  it.each(alerts)("$name is valid PromQL with known metrics", ({ expression }) => {
    const { errors, metrics } = parsePromql(expression);
    expect(errors).toEqual([]);
    expect(metrics).not.toEqual([]);
    expect(metrics.filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
  });

  it.each(alerts)("$name has a runbook with a section for it", ({ name, runbook }) => {
    const file = path.join(root, "docs/runbooks", `${runbook}.md`);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toContain(`## ${name}\n`);
  });

  it.each(alerts)("$name does not have severity info, which the chart's InfoInhibitor suppresses", ({ severity }) => {
    expect(["critical", "warning"]).toContain(severity);
  });

  it("are those of the installed node scalers only", () => {
    const managedOnly = alertGroups({ prometheus: size, nodeScalers: ["cluster-autoscaler"] });
    expect(managedOnly.map(({ name }) => name)).not.toContain("karpenter");
    expect(managedOnly.map(({ name }) => name)).toContain("cluster-autoscaler");
    const missing = managedOnly
      .flatMap((group) => group.alerts)
      .find(({ name }) => name === "ControllerMetricsMissing");
    expect(missing?.expression).toContain('absent(up{job="cert-manager"} == 1)');
    expect(missing?.expression).not.toContain("karpenter");
  });

  it("about a GPU above 90 % for 5 minutes select serving GPUs only", () => {
    const alert = alerts.find(({ name }) => name === "GpuUtilizationHigh");
    expect(alert?.forMinutes).toBe(5);
    expect(alert?.expression).toMatch(/DCGM_FI_DEV_GPU_UTIL.* > 90$/);
    expect(alert?.expression).toContain('kube_pod_owner{owner_kind="ReplicaSet"}');
  });
});
