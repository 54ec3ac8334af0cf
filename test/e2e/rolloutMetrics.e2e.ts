import { beforeAll, describe, expect, it } from "vitest";
import { metricTemplates } from "../../components/flagger/metricTemplates";
import { Progress } from "../../sandbox/progress";
import { readyToolchain } from "../../sandbox/toolchain/toolchain";
import { promtoolTest, type Series } from "./support/promtool";

/**
 * The queries of Flagger's MetricTemplates, evaluated by Prometheus for a Canary of the Deployment `churn`.
 *
 * Not tested: that Flagger replaces its variables in this way.
 */
let promtool: string;

beforeAll(async () => {
  promtool = (await readyToolchain(new Progress())).path("promtool");
});

const variables: Readonly<Record<string, string>> = {
  namespace: "vision",
  target: "churn",
  interval: "5m",
  "variables.minimumRequests": "100",
};

function queryOf(name: string): string {
  const template = metricTemplates.find((one) => one.name === name);
  if (!template) throw new Error(`no MetricTemplate ${name}`);
  return template.query.replaceAll(/{{ (.+?) }}/g, (_, variable: string) => variables[variable] ?? "unknown");
}

const newPod = "churn-6d4b75cb6d-x7k2p";
const primaryPod = "churn-primary-6d4b75cb6d-x7k2p";

/** Returns the series of a pod that answers requests, each in half a second to a second. */
function requestsOf(pod: string, perMinute: { readonly good: number; readonly bad: number }): Series {
  const { good, bad } = perMinute;
  const labels = `namespace="vision",pod="${pod}"`;
  const bucket = (bound: string) => `model_request_duration_seconds_bucket{${labels},le="${bound}"}`;
  return {
    [`model_requests_total{${labels},code="200"}`]: `0+${good}x20`,
    ...(bad > 0 && { [`model_requests_total{${labels},code="503"}`]: `0+${bad}x20` }),
    [bucket("0.5")]: "0x20",
    [bucket("1")]: `0+${good + bad}x20`,
    [bucket("+Inf")]: `0+${good + bad}x20`,
  };
}

describe("MetricTemplates", () => {
  it.each([
    [
      "judge the new version, not the primary",
      { ...requestsOf(newPod, { good: 95, bad: 5 }), ...requestsOf(primaryPod, { good: 10, bad: 90 }) },
      { errors: 5, latency: 0.995 },
    ],
    [
      "have no errors without a series of errors",
      requestsOf(newPod, { good: 100, bad: 0 }),
      { errors: 0, latency: 0.995 },
    ],
    [
      "are 0 with too few requests, even if all fail",
      requestsOf(newPod, { good: 0, bad: 4 }),
      { errors: 0, latency: 0 },
    ],
    ["are 0 without any request", requestsOf(primaryPod, { good: 100, bad: 0 }), { errors: 0, latency: 0 }],
    ["are 0 without any series", {}, { errors: 0, latency: 0 }],
  ])("%s", async (_, series: Series, { errors, latency }) => {
    const samples = [
      { minute: 15, query: queryOf("model-errors"), samples: [{ labels: "{}", value: errors }] },
      { minute: 15, query: queryOf("model-latency"), samples: [{ labels: "{}", value: latency }] },
    ];
    expect(await promtoolTest(promtool, { groups: [], series, samples })).toBe("");
  });
});
