import os from "node:os";
import { type PlannedRelease, releasesOf } from "../../core/charts/release";
import type { UpstreamChart } from "../../core/charts/upstreamChart";
import { reasonOf, UsageError } from "../../core/errors/usageError";
import type { Registration } from "../../core/graph/registration";
import { compareText, isJsonObject, type JsonObject } from "../../core/json/json";
import type { UnrenderedChart } from "../../policies/opaqueVerdicts";
import { type FoundChart, findChart } from "./find";
import { mayGenerate, withoutGenerated, withoutSecrets } from "./generated";
import { type Capabilities, template } from "./helm";
import { readObjects } from "./read";
import { renderedResources } from "./resources";
import { clusterScoped } from "./scopes";

/** The result of rendering a plan's charts. */
export interface RenderedCharts {
  /** Their objects as resources, sorted by URN. */
  readonly resources: readonly Registration[];
  /** Releases without objects, by URN, with the reason: a missing chart, an error of Helm, or no objects. */
  readonly unrendered: ReadonlyMap<string, UnrenderedChart>;
}

export interface RenderOptions {
  /** Folder of `--charts`, with `<chart>` or `<chart>-<version>.tgz`. */
  readonly folder: string;
  /** Path of Helm. */
  readonly helm: string;
  /** Kubernetes version of the cluster. */
  readonly kubernetes: string;
}

/**
 * Renders the charts of a plan with the plan's values; tokens stay text. Values that a chart generates on each
 * rendering are redacted, so that equal plans stay equal.
 *
 * @throws UsageError if the folder has none of the charts, or one that Helm would reject.
 */
export async function renderCharts(
  resources: readonly Registration[],
  { folder, helm, kubernetes }: RenderOptions,
): Promise<RenderedCharts> {
  const found = releasesOf(resources).map((release) => ({ release, found: findChart(folder, release) }));
  if (found.length > 0 && found.every((one) => "missing" in one.found)) throw noChartFound(folder, found);
  const capabilities = { kubernetes, apiVersions: apiVersionsOf(resources) };
  const outcomes = await inParallel(found, (one) => objectsOf(helm, one, capabilities));
  const objects = outcomes.flatMap((outcome) => ("objects" in outcome ? outcome.objects : []));
  const clusterKinds = clusterScoped([...resources.map(({ inputs, type }) => crdOf(type, inputs)), ...objects]);
  return {
    resources: outcomes
      .flatMap((outcome) =>
        "objects" in outcome ? renderedResources(outcome.release, outcome.objects, clusterKinds) : [],
      )
      .sort((one, other) => compareText(one.urn, other.urn)),
    unrendered: new Map(
      outcomes.flatMap((outcome): [string, UnrenderedChart][] =>
        "unrendered" in outcome ? [[outcome.release.resource.urn, outcome.unrendered]] : [],
      ),
    ),
  };
}

interface FoundRelease {
  readonly release: PlannedRelease;
  readonly found: FoundChart;
}

type Outcome = { readonly release: PlannedRelease } & (
  | { readonly objects: readonly JsonObject[] }
  | { readonly unrendered: UnrenderedChart }
);

async function objectsOf(helm: string, { release, found }: FoundRelease, capabilities: Capabilities): Promise<Outcome> {
  const { chart, version } = release;
  const unrendered = (why: UnrenderedChart["why"], reason: string) => ({
    release,
    unrendered: { chart, version, why, reason },
  });
  if ("missing" in found) return unrendered("missing", found.missing);
  try {
    const objects = await renderedObjects(helm, found.chart, release, capabilities);
    return objects.length > 0
      ? { release, objects }
      : unrendered("empty", "it renders no object with the plan's values");
  } catch (error) {
    return unrendered("refused", reasonOf(error));
  }
}

async function renderedObjects(
  helm: string,
  { from, files }: UpstreamChart,
  release: PlannedRelease,
  capabilities: Capabilities,
): Promise<JsonObject[]> {
  const once = async () => {
    const rendering = await template(helm, from, release, capabilities);
    if ("problem" in rendering) throw new Error(rendering.problem);
    return readObjects(rendering.text).map(withoutSecrets);
  };
  const objects = await once();
  if (!mayGenerate(files)) return objects;
  const again = await once();
  if (objects.length !== again.length) throw new Error("each rendering has a different number of objects");
  return objects.map((object, index) => withoutGenerated(object, again[index] ?? {})).filter(isJsonObject);
}

/** API versions that the cluster will serve, as far as the program uses them: charts check for them. */
function apiVersionsOf(resources: readonly Registration[]): string[] {
  const versions = resources.flatMap(({ custom, type }) => {
    const [, version, kind] = /^kubernetes:([^/:]+\.[^/:]+\/[^:]+):(\w+)$/.exec(type) ?? [];
    return custom && version !== undefined && !version.startsWith("helm.sh/") ? [version, `${version}/${kind}`] : [];
  });
  return [...new Set(versions)].sort(compareText);
}

/** Returns a CRD of the program with its kind, or an empty object for another resource. */
function crdOf(type: string, inputs: JsonObject): JsonObject {
  return type.startsWith("kubernetes:apiextensions.k8s.io/") ? { ...inputs, kind: type.split(":")[2] ?? "" } : {};
}

function noChartFound(folder: string, found: readonly FoundRelease[]): UsageError {
  const lines = found.map(
    ({ release: { chart, version = "" }, found: { ...answer } }) =>
      `    ${`${chart} ${version}`.trim()}: ${"missing" in answer ? answer.missing : ""}`,
  );
  return new UsageError(
    `--charts ${folder} has none of the plan's charts:\n${lines.join("\n")}\n  fix: put the charts there as ${folder}/<chart>, for example with helm pull --untar`,
  );
}

/** Maps items with a few processes at a time. Results are in the order of the items. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, worker));
  return results;
}
