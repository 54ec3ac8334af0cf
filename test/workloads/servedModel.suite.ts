import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { platformVariables } from "../../components/workloads/modelService/environment";
import { freePort } from "../../sandbox/ports";
import { ended } from "../../sandbox/processes/processExit";
import { root } from "../support/plan";
import { environmentOrSkip } from "../support/python";

const workload = (name: string) => path.join(root, "workloads", name);
const [training, serving] = await Promise.all(
  ["churn", "server"].map((name) => environmentOrSkip(path.join(workload(name), "requirements-dev.txt"))),
);

const answer = z.object({
  model_name: z.string(),
  model_version: z.string(),
  outputs: z.tuple([z.object({ name: z.string(), shape: z.array(z.number()), data: z.array(z.number()) })]),
});

/** Prints the probabilities of the request in a folder, by the program that trained the model. */
const expected = `
import json, sys
import pandas as pd
from churn.tracking import Scorer
tensors = json.load(open(sys.argv[1] + "/infer.json"))["inputs"]
rows = pd.DataFrame({tensor["name"]: tensor["data"] for tensor in tensors})
print(json.dumps(Scorer.load(sys.argv[1] + "/model").scores(rows).tolist()))
`;

/**
 * A model in the files of MLflow, trained by workloads/churn and served by workloads/server, in an environment each.
 */
describe.skipIf(!training || !serving)("a model of workloads/churn in workloads/server", () => {
  let home = "";
  let server: ChildProcess | undefined;
  let address = "";

  const churn = (...args: string[]) => {
    const env = { ...process.env, PYTHONPATH: path.join(workload("churn"), "src"), PYTHONDONTWRITEBYTECODE: "1" };
    const { status, stdout, stderr } = spawnSync(training?.program("python") ?? "", args, { env, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return stdout;
  };

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "served-model-"));
    churn(path.join(root, "bench/serving/model.py"), home);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const digest = `sha256:${"0".repeat(64)}`;
    server = spawn(serving?.program("python") ?? "", ["-m", "model_server"], {
      cwd: home,
      stdio: ["ignore", openSync(path.join(home, "log"), "w"), openSync(path.join(home, "log"), "a")],
      env: {
        PATH: process.env.PATH,
        PYTHONPATH: path.join(workload("server"), "src"),
        PYTHONDONTWRITEBYTECODE: "1",
        ...platformVariables({ name: "churn", version: 3, digest, sizeGibibytes: 5 }),
        MODEL_PATH: path.join(home, "model"),
        PORT: String(port),
        DRAIN_SECONDS: "0",
      },
    });
    for (const until = Date.now() + 240_000; ; await sleep(200)) {
      if ((await fetch(`${address}/v2/health/ready`).catch(() => undefined))?.ok) break;
      if (Date.now() > until || server.exitCode !== null) throw new Error(readFileSync(path.join(home, "log"), "utf8"));
    }
  });

  afterAll(async () => {
    if (server && server.exitCode === null) {
      const gone = ended(server);
      server.kill("SIGTERM");
      expect(await gone).toEqual({ code: 0, signal: null });
    }
    rmSync(home, { recursive: true, force: true });
  });

  it("gets the raw columns, and gives the probabilities that the training computes", async () => {
    const body = readFileSync(path.join(home, "infer.json"));
    const response = await fetch(`${address}/v2/models/churn/infer`, { method: "POST", body });
    const { outputs, ...model } = answer.parse(await response.json());
    expect(model).toEqual({ model_name: "churn", model_version: "3" });
    const [{ name, shape, data }] = outputs;
    expect([name, shape]).toEqual(["probabilities", [1, 2]]);
    const [probability = Number.NaN] = z.array(z.number()).parse(JSON.parse(churn("-c", expected, home)));
    expect(data[1]).toBeCloseTo(probability, 12);
  });

  it("accepts a missing number and a category that the training never saw", async () => {
    const request = z
      .object({ inputs: z.array(z.object({ name: z.string(), data: z.array(z.unknown()) }).loose()) })
      .parse(JSON.parse(readFileSync(path.join(home, "infer.json"), "utf8")));
    for (const tensor of request.inputs) {
      if (tensor.name === "data_gigabytes") tensor.data = [null];
      if (tensor.name === "region") tensor.data = ["abroad"];
    }
    const response = await fetch(`${address}/v2/models/churn/infer`, { method: "POST", body: JSON.stringify(request) });
    expect(response.status).toBe(200);
  });
});
