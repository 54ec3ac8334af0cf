import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { BatchPrediction } from "../../components/workloads/batchPrediction/batchPrediction";
import { workloadKinds } from "../../components/workloads/catalogue";
import { DistributedTraining } from "../../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../../components/workloads/inferenceService/inferenceService";
import { ModelService } from "../../components/workloads/modelService/modelService";
import { TrainingJob } from "../../components/workloads/trainingJob/trainingJob";
import { root } from "../support/plan";
import { recordComponent } from "../support/record";
import { teamWorkspace } from "../support/workspace";
import { codeBlocks } from "./markdown";
import { pages, read } from "./pages";

/** Names that examples use without an import: those of `index.ts`, and the teams of the fixtures. */
const surroundings = `
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MlPlatform } from "./components/platform/platform";
import type { Settings } from "./components/settings/schema";
import { BatchPrediction } from "./components/workloads/batchPrediction/batchPrediction";
import { DistributedTraining } from "./components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "./components/workloads/inferenceService/inferenceService";
import { ModelService } from "./components/workloads/modelService/modelService";
import { TrainingJob } from "./components/workloads/trainingJob/trainingJob";
import { admissionPolicies } from "./policies/admissionPolicies";
import { risk } from "./test/fixtures/teams/risk";
import { vision as teamVision } from "./test/fixtures/teams/vision";
declare const platform: MlPlatform;
declare const settings: Settings;
declare const vision: typeof teamVision;
export { };
`;

const examples = pages.flatMap((page) => codeBlocks(read(page), "ts").map((text) => ({ page, text })));

/** An example as a file of the project, in a scope of its own unless it exports something. */
function fileOf(text: string): string {
  return /^export /m.test(text)
    ? `${surroundings.replace("declare const vision: typeof teamVision;", "")}${text}`
    : `${surroundings}{\n${text}}\n`;
}

/** What the type checker says of files that are not on disk, by their names. */
function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, files: [], include: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const onDisk = { readFile: host.readFile, fileExists: host.fileExists, getSourceFile: host.getSourceFile };
  host.readFile = (file) => files.get(file) ?? onDisk.readFile(file);
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file);
  host.getSourceFile = (file, version) => {
    const text = files.get(file);
    return text === undefined ? onDisk.getSourceFile(file, version) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

function filesOf(texts: readonly { readonly page: string; readonly text: string }[]): Map<string, string> {
  return new Map(
    texts.map(({ page, text }, index) => [
      path.join(root, `${page.replaceAll("/", "-")}-example-${index}.ts`),
      fileOf(text),
    ]),
  );
}

const classes = { BatchPrediction, DistributedTraining, InferenceService, ModelService, TrainingJob };

describe("examples of the program", () => {
  it("are on several pages, and all pass the type checker", { timeout: 300_000 }, () => {
    expect(new Set(examples.map(({ page }) => page)).size).toBeGreaterThan(6);
    const wrong = {
      page: "wrong.md",
      text: 'new TrainingJob("one", { workspace: platform.workspace("a"), imgae: "b" });\n',
    };
    const problems = problemsOf(filesOf([...examples, wrong]));
    expect(problems.filter((problem) => !problem.startsWith("wrong.md"))).toEqual([]);
    expect(problems.join("\n")).toContain("'imgae' does not exist in type");
  });
});

describe.each(workloadKinds)("the page of $name", ({ name, page }) => {
  const file = path.join("docs/workloads", page.split("#")[0] ?? "");
  const own = codeBlocks(read(file), "ts").filter((text) => text.includes(`new ${name}(`));

  it("has an example, which the platform accepts and records as it is written", async () => {
    expect(own.length).toBeGreaterThan(0);
    for (const text of own) {
      const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
      const resources = await recordComponent(() => {
        const workspace = teamWorkspace();
        const image = (repository: string, version: string) => `registry.example/${repository}:${version}`;
        const platform = { workspace: () => workspace, data: { repositories: { image } } };
        const names = { platform, ...classes };
        new Function(...Object.keys(names), outputText)(...Object.values(names));
        return workspace.team;
      });
      const made = resources.filter(({ type }) => type === `mlops:index:${name}`);
      expect(made).toHaveLength(1);
      expect(resources.filter(({ parent }) => parent === made[0]?.urn).length).toBeGreaterThan(0);
    }
  });
});
