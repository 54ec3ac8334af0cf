import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { missedAfterSeconds, predictionAlerts } from "../../../../components/workloads/batchPrediction/alerts";
import { root } from "../../../support/plan";
import { exporterOf } from "../../observability/metricSources";
import { parsePromql } from "../../observability/promql";

const nightly = { name: "churn", namespace: "vision", schedule: "0 3 * * *", deadlineHours: 6 };
const once = { name: "churn", namespace: "vision", deadlineHours: 6 };

const all = [...predictionAlerts(nightly).alerts, ...predictionAlerts(once).alerts];

describe("alerts about batch predictions", () => {
  it("fire for failed runs and, with a schedule, for missed runs", () => {
    expect(predictionAlerts(nightly).alerts.map(({ name }) => name)).toEqual([
      "BatchPredictionFailed",
      "BatchPredictionMissed",
    ]);
    expect(predictionAlerts(once).alerts.map(({ name }) => name)).toEqual(["BatchPredictionFailed"]);
  });

  it.each(all)("$name is valid PromQL with known metrics", ({ expression }) => {
    const { errors, metrics } = parsePromql(expression);
    expect(errors).toEqual([]);
    expect(metrics.filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
  });

  it.each(all)("$name has a runbook with a section for it", ({ name, runbook }) => {
    const text = readFileSync(path.join(root, "docs/runbooks", `${runbook}.md`), "utf8");
    expect(text).toContain(`## ${name}\n`);
  });

  it("wait for the longest gap, a late start, daylight saving time and the deadline", () => {
    expect(missedAfterSeconds(nightly)).toBe((24 + 1 + 1 + 6) * 3600);
    const [, missed] = predictionAlerts(nightly).alerts;
    expect(missed?.expression).toBe(
      'label_replace(label_replace((time() - max(kube_cronjob_status_last_successful_time{namespace="vision",cronjob="churn"}' +
        ' or kube_cronjob_created{namespace="vision",cronjob="churn"}) > 115200 ' +
        'or absent(kube_cronjob_created{namespace="vision",cronjob="churn"}) and on () (max(up{job="kube-state-metrics"}) == 1)), "service", "churn", "", ""), "namespace", "vision", "", "")',
    );
  });

  it("select the Jobs of a schedule by name, and no Jobs of other workloads", () => {
    const [failed] = predictionAlerts(nightly).alerts;
    const pattern = /job_name=~"([^"]*)"/.exec(failed?.expression ?? "")?.[1] ?? "";
    const matches = (name: string) => new RegExp(`^(?:${pattern})$`).test(name);
    expect(matches("churn-29402940")).toBe(true);
    expect(["churn", "churn-2", "churn-server-29402940"].filter(matches)).toEqual([]);
    expect(predictionAlerts(once).alerts[0]?.expression).toContain('job_name="churn"');
  });
});
