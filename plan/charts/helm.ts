import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import type { PlannedRelease } from "../../core/charts/release";
import { UsageError } from "../../core/errors/usageError";

/** The text that Helm rendered, or its error message. */
export type Rendering = { readonly text: string } | { readonly problem: string };

/** Capabilities of the cluster that chart templates query. */
export interface Capabilities {
  /** Version of Kubernetes. */
  readonly kubernetes: string;
  /** In Helm's notation: `monitoring.coreos.com/v1`, `monitoring.coreos.com/v1/ServiceMonitor`. */
  readonly apiVersions: readonly string[];
}

const timeoutMs = 120_000;

/**
 * Returns the path of Helm: the environment variable `HELM`, or `helm` on PATH.
 *
 * @throws UsageError if it is not found or not executable.
 */
export function findHelm({ HELM, PATH = "" }: NodeJS.ProcessEnv = process.env): string {
  const folders = PATH.split(path.delimiter).filter(Boolean);
  const candidates = HELM ? [HELM] : folders.map((folder) => path.join(folder, "helm"));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  const what = HELM ? `HELM is ${HELM}, which cannot be run` : "--charts needs helm, which is not on PATH";
  throw new UsageError(`${what}\n  fix: install Helm 3 (https://helm.sh/docs/intro/install), or set HELM to its path`);
}

/**
 * Renders a Release's chart as `helm install` does, with its hooks and without its tests.
 *
 * @param chart Folder or archive.
 */
export function template(
  helm: string,
  chart: string,
  { name, namespace, values, crds, hooks }: PlannedRelease,
  { kubernetes, apiVersions }: Capabilities,
): Promise<Rendering> {
  const args = ["template", name, chart, "--namespace", namespace, "--values", "-", "--kube-version", kubernetes];
  const switches = ["--skip-tests", crds ? "--include-crds" : "--skip-crds", ...(hooks ? [] : ["--no-hooks"])];
  const versions = apiVersions.length > 0 ? ["--api-versions", apiVersions.join(",")] : [];
  return run(helm, [...args, ...switches, ...versions], JSON.stringify(values));
}

function run(helm: string, args: readonly string[], input: string): Promise<Rendering> {
  return new Promise((resolve) => {
    const child = spawn(helm, [...args], { stdio: ["pipe", "pipe", "pipe"], timeout: timeoutMs });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", ({ message }) => resolve({ problem: message }));
    child.on("close", (status, signal) => {
      if (status === 0) return resolve({ text: Buffer.concat(output).toString("utf8") });
      const said = problemOf(Buffer.concat(errors).toString("utf8"));
      resolve({ problem: said || `helm ended with ${signal ?? status}` });
    });
    // A process that rejects its arguments closes standard input early.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Extracts Helm's error message as one line, without the warnings before it and the advice after it. */
function problemOf(errors: string): string {
  const start = errors.search(/^Error: /m);
  const text = (start < 0 ? errors : errors.slice(start)).replace(/^Error: /, "");
  const [problem = ""] = text.split(/\n\s*\nUse --debug flag/);
  return problem.replace(/\s+/g, " ").trim();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
