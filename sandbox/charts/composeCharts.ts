import path from "node:path";
import { charts as platformCharts } from "../../components/services/charts";
import { kinds as platformKinds } from "../../components/services/kinds";
import type { Files } from "../../core/charts/folder";
import type { CrdPlace, StandIn } from "../../core/charts/standIn";
import { checkFolder, findUpstreamChart, sameVersion, type UpstreamChart } from "../../core/charts/upstreamChart";
import { UsageError } from "../../core/errors/usageError";
import type { ChartFacts } from "../../core/services/chartFacts";
import { type DefinedKind, definitionOf, kindsInText } from "./customKind";
import { standInChart } from "./standInChart";
import { syncFolder } from "./writeFolder";

/** The facts of a chart that its stand-in needs. */
type ComposedChart = Pick<ChartFacts, "version" | "crds" | "crdPlace">;

export interface ComposeOptions {
  /** `--charts`: folder of upstream's charts, `<chart>` or `<chart>-<version>.tgz`. @default - stand-ins alone */
  readonly given?: string | undefined;
  /** `--crds`: folder of upstream's CRDs, `<folder>/<group>_<plural>.yaml`. @default - permissive ones */
  readonly crds?: string | undefined;
  /** The sandbox's own folder of charts: `mlops:mirror.charts` of the stack. */
  readonly into: string;
  /** Stand-ins by chart name: `loadStandIns()`. */
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** @default - those of all services */
  readonly charts?: ReadonlyMap<string, ComposedChart>;
}

/** A kind that a chart defines. */
interface ChartKind extends DefinedKind {
  /** Helm skips the kinds in `crds` if the Release says so. */
  readonly place: CrdPlace;
}

/** A chart of the platform in the sandbox. */
export interface ChartReport {
  readonly name: string;
  /** The installed version. A stand-in has the pinned version. */
  readonly version: string;
  readonly kind: "upstream" | "stand-in";
  /** Folder or archive of upstream's chart. */
  readonly from?: string;
  /** Whether it is the version that `components/versions.ts` pins. */
  readonly versionMatches: boolean;
  /** Names of its CRDs: `nodepools.karpenter.sh` for a stand-in, `NodePool.karpenter.sh` for upstream's chart. */
  readonly crds: readonly string[];
  readonly kinds: readonly ChartKind[];
  /** Notes for the user about the given folders. */
  readonly notes: readonly string[];
}

/**
 * Fills a folder with every chart of the platform: upstream's chart if available, otherwise a stand-in. A second run
 * with the same charts changes no file, so that Pulumi finds no difference.
 *
 * @throws UsageError if a given chart or folder cannot be used.
 */
export function composeCharts(options: ComposeOptions): ChartReport[] {
  const { given, crds, into, standIns, charts = platformCharts } = options;
  if (given !== undefined) checkOutside("--charts", given, into);
  if (crds !== undefined) checkOutside("--crds", crds, into);
  // All charts are read before any is written, so that an error leaves the folder unchanged.
  const composed = [...charts].map(([name, chart]) => {
    const { version } = chart;
    const answer = given === undefined ? { notes: [] } : findUpstreamChart(given, name, version);
    return answer.chart
      ? upstream(name, version, answer.chart, answer.notes)
      : standInFor(name, chart, standInOf(name, standIns), crds, answer.notes);
  });
  for (const { report, files } of composed) syncFolder(path.join(into, report.name), files);
  return composed.map(({ report }) => report);
}

interface Composed {
  readonly report: ChartReport;
  readonly files: Files;
}

function upstream(name: string, pinned: string, { from, version, files }: UpstreamChart, notes: readonly string[]) {
  const kinds = [...files].flatMap(([file, content]): ChartKind[] => {
    const place = placeOf(file);
    return place ? kindsInText(content.toString("utf8")).map((kind) => ({ ...kind, place })) : [];
  });
  const versionMatches = sameVersion(version, pinned);
  const report: ChartReport = {
    name,
    version,
    kind: "upstream",
    from,
    versionMatches,
    crds: kinds.map(({ group, kind }) => `${kind}.${group}`),
    kinds,
    notes: versionMatches ? notes : [...notes, `${from} is ${version}, not the pinned ${pinned}`],
  };
  return { report, files };
}

/** Charts may keep a kind in `files/`, and their templates read it from there: KServe's and Istio's do. */
function placeOf(file: string): CrdPlace | undefined {
  const place = /(?:^|\/)(crds|templates|files)\/.*\.ya?ml$/.exec(file)?.[1];
  return place === undefined || place === "crds" ? place : "templates";
}

function standInFor(
  name: string,
  { version, crds: brought, crdPlace = "templates" }: ComposedChart,
  standIn: StandIn,
  crds: string | undefined,
  notes: readonly string[],
): Composed {
  const kinds = platformKinds.filter(({ group, kind }) => brought.includes(`${group}/${kind}`));
  const folder = standIn.definitions?.folder ?? "";
  const definitions = kinds.map((kind) => definitionOf(kind, crds === undefined ? undefined : path.join(crds, folder)));
  const report: ChartReport = {
    name,
    version,
    kind: "stand-in",
    versionMatches: true,
    crds: kinds.map(({ plural, group }) => `${plural}.${group}`),
    kinds: definitions.map(({ defines }) => ({ ...defines, place: crdPlace })),
    notes,
  };
  return { report, files: standInChart(name, version, standIn, definitions, crdPlace) };
}

/** @throws Error if the chart has no stand-in. */
function standInOf(chart: string, standIns: ReadonlyMap<string, StandIn>): StandIn {
  const found = standIns.get(chart);
  if (found) return found;
  throw new Error(
    `the chart ${chart} has no stand-in: add one to standIn.ts of its service, with the workloads of upstream's templates ` +
      "that the platform relies on (names, labels, ports, service accounts, the values that place and size them) and " +
      "their defaults",
  );
}

function checkOutside(option: string, folder: string, into: string): void {
  checkFolder(option, folder);
  const [one, other] = [path.resolve(folder), path.resolve(into)];
  if (one === other || one.startsWith(other + path.sep) || other.startsWith(one + path.sep)) {
    throw new UsageError(
      `${option} ${folder} must be separate from the sandbox's own charts in ${into}\n  fix: move the folder elsewhere`,
    );
  }
}
