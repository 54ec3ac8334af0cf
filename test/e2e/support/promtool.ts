import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { outputOf } from "../../../sandbox/processes/processExit";

/** Fields of a PrometheusRule's rule that promtool's tests use. */
export interface Rule {
  readonly alert?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** A group of a PrometheusRule's `spec`. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Series by selector, each with its values from minute 0, in promtool's notation: `0x10 1x20`. */
export type Series = Readonly<Record<string, string>>;

/** Alerts that fire at a minute. Empty if none fires. */
export interface ExpectedAlerts {
  readonly minute: number;
  readonly alert: string;
  readonly alerts: readonly { readonly labels: Readonly<Record<string, string>>; readonly summary: string }[];
}

/** Expected result of a query at a minute. */
export interface ExpectedSamples {
  readonly minute: number;
  readonly query: string;
  readonly samples: readonly { readonly labels: string; readonly value: number }[];
}

export interface PromtoolTest {
  readonly groups: readonly RuleGroup[];
  readonly series: Series;
  readonly alerts?: readonly ExpectedAlerts[];
  readonly samples?: readonly ExpectedSamples[];
}

/** Runs promtool's unit test of rules. @returns its errors, or an empty text if the test passes. */
export async function promtoolTest(promtool: string, test: PromtoolTest): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-promtool-"));
  try {
    // JSON is valid YAML.
    writeFileSync(path.join(folder, "rules.json"), JSON.stringify({ groups: test.groups.map(withoutDescriptions) }));
    writeFileSync(path.join(folder, "test.json"), JSON.stringify(testFile(test)));
    const { code, output } = await run(promtool, ["test", "rules", "test.json"], folder);
    return code === 0 ? "" : output;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checks the expressions, durations and templates of groups with promtool. @returns its errors. */
export async function promtoolCheck(promtool: string, groups: readonly RuleGroup[]): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-promtool-"));
  try {
    // Each group is a separate object in the cluster, so two may have alerts with the same name.
    const files = groups.map((group, index) => {
      const file = `${index}.json`;
      writeFileSync(path.join(folder, file), JSON.stringify({ groups: [group] }));
      return file;
    });
    const { code, output } = await run(promtool, ["check", "rules", "--lint=all", "--lint-fatal", ...files], folder);
    return code === 0 ? "" : output;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Removes descriptions and links, which are constant. Tests assert the summary. */
function withoutDescriptions({ name, rules }: RuleGroup): RuleGroup {
  return {
    name,
    rules: rules.map((rule) => ({ ...rule, annotations: { summary: rule.annotations?.summary ?? "" } })),
  };
}

function testFile({ series, alerts = [], samples = [] }: PromtoolTest) {
  return {
    rule_files: ["rules.json"],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
        alert_rule_test: alerts.map(({ minute, alert, alerts: expected }) => ({
          eval_time: `${minute}m`,
          alertname: alert,
          exp_alerts: expected.map(({ labels, summary }) => ({ exp_labels: labels, exp_annotations: { summary } })),
        })),
        promql_expr_test: samples.map(({ minute, query, samples: expected }) => ({
          eval_time: `${minute}m`,
          expr: query,
          exp_samples: expected,
        })),
      },
    ],
  };
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const { code, all } = await outputOf(child);
  return { code, output: all };
}
