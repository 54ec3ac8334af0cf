import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStackFile } from "../../core/stacks/stackFile";
import { previewProgram } from "../support/engine";
import { root } from "../support/plan";

/** Folder of a copy of the project, with a program that was not type-checked. */
let copy = "";

beforeAll(() => {
  copy = realpathSync(mkdtempSync(path.join(os.tmpdir(), "mlops-arguments-")));
  for (const name of ["components", "core", "plan", "policies", "package.json", "Pulumi.yaml"]) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  writeFileSync(path.join(copy, "Pulumi.dev.yaml"), settings);
  writeFileSync(path.join(copy, "index.ts"), program);
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

const settings = `config:
  mlops:accountId: "111122223333"
  mlops:region: us-west-2
  mlops:zones: [us-west-2a, us-west-2b]
  mlops:deployerRoleArn: arn:aws:iam::111122223333:role/deployer
  mlops:cluster: { publicAccessCidrs: [203.0.113.0/24] }
  mlops:teams: { vision: {} }
  mlops:compute: { pools: { general: { instanceTypes: [m7i.xlarge], limits: { vcpus: 64 } } } }
`;

const program = `import { MlPlatform } from "./components/platform/platform";
import { loadSettings } from "./components/settings/load";
import { admissionPolicies } from "./policies/admissionPolicies";
import { ruleNames } from "./policies/catalogue";
import { InferenceService } from "./components/workloads/inferenceService/inferenceService";
import { ModelService } from "./components/workloads/modelService/modelService";
import { TrainingJob } from "./components/workloads/trainingJob/trainingJob";
const settings = loadSettings({ ruleNames: ruleNames() });
const platform = new MlPlatform(settings.name, { settings, guardrails: admissionPolicies(settings) });
const workspace = platform.workspace("vision");
const job = new TrainingJob("digits", { workspace, image: "trainer:1.4.0", acelerator: "nvidia-a10g", command: "python train.py" });
new InferenceService("churn", { workspace, model: { format: "sklearn", version: 1 } });
new ModelService("labels", { image: "server:1.4.0", model: undefined });
new TrainingJob("churn-v1-ready", { workspace, image: "trainer:1.4.0" });
export const outputs = job.outputUri.apply((uri) => uri.toUpperCase());
`;

const found = `TrainingJob "digits" has 2 problems:

  command = "python train.py"
    must be a list, not text
    fix: write ["python", "train.py"]

  acelerator
    is not an argument
    fix: did you mean accelerator?

ModelService "labels" has 2 problems:

  workspace
    is missing
    fix: add it: workspace: platform.workspace("vision")

  model
    is missing
    fix: add it: model: { name: "churn", version: 3, digest: "sha256:…" }

TrainingJob "churn-v1-ready" has 1 problem:

  name = "churn-v1-ready"
    must be unique in namespace vision: InferenceService "churn" also creates Job churn-v1-ready
    fix: pass another name to one of the two workloads`;

describe("invalid arguments of workloads are reported together, without a stack trace", () => {
  it("by the plan, which ends with status 2", () => {
    const command = ["--require", "./core/loader.cjs", "plan/cli.ts", "--stack", "dev"];
    const env = { PATH: process.env.PATH, HOME: process.env.HOME };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, env, encoding: "utf8" });
    expect(stderr).toBe(`${found}\n`);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("by a preview, which fails", async () => {
    const config = readStackFile(copy, "dev");
    const preview = previewProgram({ project: "mlops", stack: "dev", root: copy, ...config });
    const error: unknown = await preview.catch((thrown: unknown) => thrown);
    // 32: the program has reported the error. Its own output would follow.
    expect(Object(error).message).toBe(`the program ended with 32\n${found}`);
  });
});
