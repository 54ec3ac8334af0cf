import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "../../sandbox/ports";
import { root } from "../support/plan";
import { environmentOrSkip } from "../support/python";
import { customersOf, sendTraffic } from "./loop/customers";
import { Running, run, type Workload } from "./loop/processes";

const locks = ["churn/requirements-dev.txt", "server/requirements.txt", "drift/requirements.txt"];
const report = "drift/requirements-report.txt";
const environments = await Promise.all(
  [...locks, report].map((lock) => environmentOrSkip(path.join(root, "workloads", lock))),
);
const [training, serving, monitoring, reporting] = environments;

const name = "vision-churn";
const fetchModel = path.join(root, "components/workloads/registeredModel/fetch_model.py");
const hook = path.join(root, "test/workloads/loop/retrain.py");

const dataset = z.object({ data: z.string() });
const trained = z.object({ model_id: z.string() });
const registered = z.object({ version: z.number(), digest: z.string() });
const retrained = z.object({
  version: z.number(),
  promoted: z.boolean(),
  refused: z.string().optional(),
  candidate: z.object({ roc_auc: z.number() }),
  champion: z.object({ roc_auc: z.number() }),
});
const measure = z.object({ value: z.number() });
const decided = z.object({
  decision: z.string(),
  version: z.string(),
  predictions: z.number(),
  drifted: z.array(z.string()),
  reasons: z.array(z.string()),
  columns: z.record(z.string(), z.object({ psi: z.number() })),
  performance: z.object({ labelled: z.number(), roc_auc: measure, reference_roc_auc: measure }),
});
type Decided = z.infer<typeof decided>;

/** The largest PSI of a report. */
const largestPsi = ({ columns }: Decided) => Math.max(...Object.values(columns).map(({ psi }) => psi));

/**
 * The life of a model with all its programs: registry, training, model server, drift monitor, each in its own
 * environment. Not proven: the pods around them, the Pushgateway, S3.
 */
describe.skipIf(environments.includes(undefined))("the loop from training to a retrained model", () => {
  let home = "";
  let churn: Workload;
  let drift: Workload;
  let registry: Running | undefined;
  let server: Running | undefined;
  let address = "";
  const at = (...parts: string[]) => path.join(home, ...parts);
  const print = (line: string) => process.stdout.write(`loop: ${line}\n`);

  /** Runs a program that must succeed, and reads its result. */
  function step<T>(schema: z.ZodType<T>, workload: Workload, ...args: string[]): T {
    const { status, line, messages } = run(workload, ...args);
    expect(status, messages).toBe(0);
    return schema.parse(JSON.parse(line));
  }

  function customers(seed: number, ...options: string[]): string {
    const args = ["--output", at("data"), "--rows", "1500", "--seed", String(seed), ...options];
    return step(dataset, churn, "-m", "churn.generate", ...args).data;
  }

  function registeredModel(data: string, ...options: string[]) {
    const { model_id } = step(trained, churn, "-m", "churn.train", "--data", data, ...options);
    step(z.unknown(), churn, "-m", "churn.evaluate", "--data", data, "--model-id", model_id, "--name", name);
    return step(registered, churn, "-m", "churn.register", "--model-id", model_id, "--name", name);
  }

  /** Returns the champion by its alias, as a deployment looks it up. */
  function champion() {
    const script = `import json, mlflow
found = mlflow.MlflowClient().get_model_version_by_alias("${name}", "champion")
print(json.dumps({"version": int(found.version), "digest": found.tags["digest"]}))`;
    return step(registered, churn, "-c", script);
  }

  /**
   * Replaces the server by one with the champion, as a Deployment does: files by the platform's script, digest checked.
   */
  async function deploy(): Promise<number> {
    const { version, digest } = champion();
    const folder = at(`pod-${version}`);
    mkdirSync(folder);
    const fetched = run(churn, fetchModel, name, String(version), digest, folder);
    expect(fetched.status, fetched.messages).toBe(0);
    const port = await freePort();
    const workload: Workload = {
      name: "server",
      environment: serving ?? expect.fail(),
      variables: {
        HOST: "127.0.0.1",
        PORT: String(port),
        MODEL_NAME: name,
        MODEL_VERSION: String(version),
        MODEL_PATH: path.join(folder, "model"),
        PREDICTION_LOG_URI: at("log"),
        PREDICTION_LOG_FIELDS: "*",
        PREDICTION_LOG_FLUSH_SECONDS: "0.1",
        DRAIN_SECONDS: "0",
      },
    };
    const ready = `http://127.0.0.1:${port}/v2/health/ready`;
    const next = await Running.start(workload, ["-m", "model_server"], at(`server-${version}.log`), ready);
    expect(await server?.stop()).toBe(server ? 0 : undefined);
    server = next;
    address = `http://127.0.0.1:${port}`;
    return version;
  }

  /** Sends customers, and returns the window of their predictions. */
  async function traffic(data: string, version: number): Promise<string[]> {
    const since = new Date();
    const served = await sendTraffic(address, name, customersOf(data), path.basename(data).slice(0, 8));
    expect(served).toBe(String(version));
    // The log is written every 0.1 seconds.
    await sleep(1_000);
    return ["--since", since.toISOString(), "--until", new Date().toISOString()];
  }

  function look(window: readonly string[], featureDrift: number, conceptDrift: number, ...options: string[]): Decided {
    const python = churn.environment.program("python");
    const drifted = [String(featureDrift), String(conceptDrift)];
    const folders = ["--name", name, "--log", at("log"), "--reports", at("reports"), "--label-days", "0"];
    const variables = { ...drift.variables, PYTHONPATH: path.join(root, "workloads/churn/src") };
    const script = `env PYTHONPATH=${variables.PYTHONPATH} ${python} ${hook} ${at("data")} ${drifted.join(" ")} ${name}`;
    const action = ["--action", "retrain", "--retrain-command", `sh -c '${script} > ${at("retrained.json")}'`];
    rmSync(at("retrained.json"), { force: true });
    return step(decided, drift, "-m", "drift.run", ...folders, ...window, ...action, ...options);
  }

  const outcome = () => retrained.parse(JSON.parse(readFileSync(at("retrained.json"), "utf8").trim()));

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "loop-"));
    const port = await freePort();
    const mlflow = {
      MLFLOW_TRACKING_URI: `http://127.0.0.1:${port}`,
      MLFLOW_EXPERIMENT_NAME: name,
      MLFLOW_DISABLE_TELEMETRY: "true",
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
      GIT_COMMIT: "0123456789abcdef0123456789abcdef01234567",
    };
    churn = { name: "churn", environment: training ?? expect.fail(), variables: mlflow };
    drift = { name: "drift", environment: monitoring ?? expect.fail(), variables: mlflow };
    const stores = [`--backend-store-uri=sqlite:///${at("mlflow.db")}`, `--artifacts-destination=${at("artifacts")}`];
    const args = ["-m", "mlflow", "server", `--port=${port}`, "--workers=1", "--serve-artifacts", ...stores];
    registry = await Running.start(churn, args, at("mlflow.log"), `http://127.0.0.1:${port}/health`);
  });

  afterAll(async () => {
    await server?.stop();
    await registry?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  let failed = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (failed) skip("an earlier step failed");
    onTestFailed(() => {
      failed = true;
    });
  });

  it("trains, registers, promotes and serves a first model", async () => {
    const data = customers(1, "--rows", "6000");
    const { version } = registeredModel(data);
    step(z.unknown(), churn, "-m", "churn.promote", "--name", name, "--version", String(version));
    expect(await deploy()).toBe(1);
  });

  it("does not retrain while the customers are as before", async () => {
    const found = look(await traffic(customers(2), 1), 0, 0);
    print(`no drift: largest PSI ${largestPsi(found).toFixed(3)}, ROC AUC ${auc(found)}, decision ${found.decision}`);
    expect(found).toMatchObject({ decision: "none", version: "1", predictions: 1500, reasons: [] });
    expect(() => outcome()).toThrow("ENOENT");
    expect(champion().version).toBe(1);
  });

  it("retrains on drifted features, once, and promotes only what is better", async () => {
    const window = await traffic(customers(3, "--feature-drift", "1"), 1);
    const found = look(window, 1, 0);
    expect(found).toMatchObject({ decision: "retrain", version: "1" });
    expect(found.drifted).toEqual(expect.arrayContaining(["monthly_charges", "support_calls", "prediction"]));
    expect(largestPsi(found)).toBeGreaterThan(0.2);
    const result = outcome();
    print(`features: largest PSI ${largestPsi(found).toFixed(3)}, ${gate(result)}`);
    // The effects are the same: the model that knows them is still right, and the gate keeps it.
    expect(result).toMatchObject({ version: 2, promoted: false });
    expect(champion().version).toBe(1);

    const again = look(window, 1, 0);
    expect(again).toEqual(found);
    expect(() => outcome()).toThrow("ENOENT");
    const next = look(await traffic(customers(4, "--feature-drift", "1"), 1), 1, 0);
    expect(next.decision).toBe("cooldown");
    expect(() => outcome()).toThrow("ENOENT");
  });

  it("finds a change of the concept by its labels, retrains, promotes, and serves the new model", async () => {
    const drifted = Date.now();
    const window = await traffic(customers(5, "--concept-drift", "1"), 1);
    const found = look(window, 0, 1, "--cooldown-hours", "0");
    expect(found).toMatchObject({ decision: "retrain", version: "1", drifted: [] });
    expect(largestPsi(found)).toBeLessThan(0.1);
    expect(found.reasons.join()).toContain("the ROC AUC of 1500 labelled predictions is 0.");
    const result = outcome();
    expect(result).toMatchObject({ version: 3, promoted: true });
    expect(result.candidate.roc_auc).toBeGreaterThan(result.champion.roc_auc + 0.1);
    const promoted = Date.now();
    expect(await deploy()).toBe(3);

    const after = look(await traffic(customers(6, "--concept-drift", "1"), 3), 0, 1, "--cooldown-hours", "0");
    print(`concept: largest PSI ${largestPsi(found).toFixed(3)}, online ROC AUC ${auc(found)}, ${gate(result)}`);
    print(`new model: online ROC AUC ${auc(after)}, decision ${after.decision}`);
    print(`from the first drifted request to the promotion: ${((promoted - drifted) / 1000).toFixed(1)} s`);
    expect(after).toMatchObject({ decision: "none", version: "3", reasons: [] });
    expect(after.performance.roc_auc.value).toBeGreaterThan(found.performance.roc_auc.value + 0.1);
  });

  it("refuses a worse candidate, and the server keeps its model", async () => {
    // Strong regularisation leaves little of the features.
    const data = customers(7, "--rows", "6000", "--concept-drift", "1");
    const { version } = registeredModel(data, "--regularisation", "0.000001");
    const refused = run(churn, "-m", "churn.promote", "--name", name, "--version", String(version));
    expect(refused.status).toBe(3);
    expect(refused.messages).toContain(`refused: version ${version} of ${name} is not promoted`);
    expect(champion().version).toBe(3);
  });

  it("shows a window beside the training on a page of Evidently", async () => {
    const window = await traffic(customers(8, "--concept-drift", "1", "--feature-drift", "1"), 3);
    const html: Workload = { ...drift, environment: reporting ?? expect.fail() };
    const page = at("page.html");
    const args = ["--name", name, "--log", at("log"), ...window, "--output", page];
    expect(step(z.unknown(), html, "-m", "drift.html", ...args)).toMatchObject({ version: "3", predictions: 1500 });
    expect(readFileSync(page, "utf8")).toContain("monthly_charges");
    // The image has no Evidently.
    const without = run(drift, "-m", "drift.html", ...args);
    expect([without.status, without.messages]).toEqual([2, expect.stringContaining("evidently is not installed")]);
  });
});

function auc({ performance }: Decided): string {
  return `${performance.roc_auc.value.toFixed(3)} (training ${performance.reference_roc_auc.value.toFixed(3)})`;
}

function gate({ candidate, champion, promoted }: z.infer<typeof retrained>): string {
  const change = `champion ${champion.roc_auc.toFixed(3)}, candidate ${candidate.roc_auc.toFixed(3)}`;
  return `${change}: ${promoted ? "promoted" : "refused"}`;
}
