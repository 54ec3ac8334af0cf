import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { reasonOf, UsageError } from "../errors/usageError";
import { type Files, readFolder } from "./folder";

/** An available upstream chart. */
export interface UpstreamChart {
  /** Its folder or archive. */
  readonly from: string;
  /** Version in its Chart.yaml. */
  readonly version: string;
  readonly files: Files;
}

/** The chart in the folder of `--charts`, if any, with notes for the user. */
export interface UpstreamChartAnswer {
  readonly chart?: UpstreamChart;
  readonly notes: readonly string[];
}

const chartFile = z.looseObject({
  name: z.string(),
  version: z.string(),
  dependencies: z.array(z.looseObject({ name: z.string() })).default([]),
});

/** @throws UsageError if the folder does not exist or is not a folder. */
export function checkFolder(option: string, folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  throw new UsageError(`${option} ${folder} is not a folder\n  fix: use a folder that exists, or remove ${option}`);
}

/**
 * Finds a chart in `DIR/<chart>` or `DIR/<chart>-<version>.tgz`, the output of `helm pull`.
 *
 * @throws UsageError if Helm would reject the chart, or if the folder contains another chart.
 */
export function findUpstreamChart(folder: string, name: string, version: string): UpstreamChartAnswer {
  const unpacked = path.join(folder, name);
  if (existsSync(unpacked)) {
    const files = statSync(unpacked).isDirectory() ? readFolder(unpacked) : new Map<string, Buffer>();
    // Some charts contain only subcharts.
    if ([...files.keys()].some((file) => /^(charts\/[^/]+\/)*(templates|crds)\//.test(file))) {
      return { chart: checked(unpacked, name, files), notes: [] };
    }
    const archived = findChartArchive(folder, name, version);
    return { ...archived, notes: [`${unpacked} is not a chart: it has no templates`, ...archived.notes] };
  }
  return findChartArchive(folder, name, version);
}

/** Finds a chart in archives only. */
export function findChartArchive(folder: string, name: string, version: string): UpstreamChartAnswer {
  // Upstream versions are written with or without a v.
  const wanted = [`${name}-${version}.tgz`, `${name}-v${version}.tgz`];
  const names = readdirSync(folder);
  const archive = wanted.find((file) => names.includes(file));
  if (archive !== undefined) {
    const from = path.join(folder, archive);
    return { chart: checked(from, name, readArchive(from, name)), notes: [] };
  }
  const others = names.filter(
    (file) => file.startsWith(`${name}-`) && /^v?\d.*\.tgz$/.test(file.slice(name.length + 1)),
  );
  return { notes: others.map((file) => `${path.join(folder, file)} is not used: its version is not ${version}`) };
}

function readArchive(archive: string, name: string): Files {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-chart-"));
  try {
    execFileSync("tar", ["-xzf", archive, "-C", folder], { stdio: ["ignore", "ignore", "pipe"] });
    const inner = path.join(folder, name);
    if (!existsSync(inner)) throw new Error(`it does not contain a folder ${name}`);
    return readFolder(inner);
  } catch (error) {
    throw new UsageError(`${archive} cannot be unpacked: ${reasonOf(error)}\n  fix: download it again with helm pull`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checked(from: string, name: string, files: Files): UpstreamChart {
  const text = files.get("Chart.yaml")?.toString("utf8");
  if (text === undefined) {
    throw new UsageError(
      `${from} has no Chart.yaml\n  fix: put a complete chart there, for example with helm pull --untar`,
    );
  }
  const { name: own, version, dependencies } = parseChartFile(from, text);
  if (own !== name) {
    throw new UsageError(`${from} is the chart ${own}, not ${name}\n  fix: put ${name} there, or delete ${from}`);
  }
  const missing = dependencies.map((dependency) => dependency.name).filter((dependency) => !holds(files, dependency));
  if (missing.length > 0) {
    throw new UsageError(
      `${from} does not contain the charts that it depends on: ${[...new Set(missing)].join(", ")}\n  fix: run helm dependency build ${from}`,
    );
  }
  return { from, version, files };
}

function parseChartFile(from: string, text: string): z.output<typeof chartFile> {
  try {
    return chartFile.parse(parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error);
    throw new UsageError(`${from}/Chart.yaml is not valid: ${reason}\n  fix: fetch the chart again`);
  }
}

function holds(files: Files, dependency: string): boolean {
  return [...files.keys()].some(
    (file) =>
      file.startsWith(`charts/${dependency}/`) ||
      (file.startsWith(`charts/${dependency}-`) && /^v?\d.*\.tgz$/.test(file.slice(`charts/${dependency}-`.length))),
  );
}

/** Returns whether two versions are equal, with or without a v. */
export function sameVersion(one: string, other: string): boolean {
  return one.replace(/^v/, "") === other.replace(/^v/, "");
}
