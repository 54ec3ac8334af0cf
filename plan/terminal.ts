import { createColors } from "picocolors";
import { controlPlaneZones } from "../components/cluster/controlPlaneZones";
import { unverifiedVersions } from "../components/services/unverifiedVersions";
import type { Settings } from "../components/settings/schema";
import { kubernetesVersions } from "../components/versions";
import { workloadKinds } from "../components/workloads/catalogue";
import { unsupportedZone, zoneIdCommand } from "../core/aws/controlPlaneZones";
import { isComponent, isGuarded, isRendered, packageOf, releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { plural } from "../core/text/plural";
import { chartCounts } from "./chartText";
import { budgetKept, budgetWarning, costLines } from "./cost/costText";
import type { PlanDocument } from "./document";
import { changeChainText, changeDurationText } from "./duration/changeDuration";
import { chainText, durationText, parallelText } from "./duration/duration";
import type { ChangeDuration, Duration } from "./duration/steps";
import { brokenLines, guardrailCounts, guardrailLines, hiddenCount, type PlanVerdicts } from "./guardrailText";
import { idleWaiverLines, idleWaiversTitle } from "./idleWaivers";
import { digestNote, imagesWithoutDigest } from "./imageDigests";
import { quotaLines } from "./quotas";

export interface TerminalOptions {
  readonly colors: boolean;
  readonly document: Pick<
    PlanDocument,
    "settings" | "cost" | "duration" | "resources" | "warnings" | keyof PlanVerdicts
  >;
  /** Duration of the changes against an earlier plan. @default - no earlier plan */
  readonly change?: ChangeDuration | undefined;
}

type Paint = ReturnType<typeof createColors>;

/** The plan on one screen: what it declares, what it costs, and which guardrails it violates. */
export function terminalText(
  stack: string,
  settings: Settings,
  resources: readonly Registration[],
  { colors, document, change }: TerminalOptions,
): string {
  const paint = createColors(colors);
  const { name, environment, region, accountId } = settings;
  return [
    `${paint.bold(name)}  stack ${stack}, environment ${environment}, ${region}, account ${accountId}`,
    "",
    ...entry("Resources", [resourceCounts(resources)]),
    ...entry("Workloads", workloadCounts(resources)),
    ...entry("Cluster", [
      ...clusterLines(settings, resources, paint),
      ...(document.warnings ?? []).map((warning) => paint.yellow(warning)),
    ]),
    ...entry("Deletion", [protection(resources)]),
    ...entry("Cost", costEntry(settings, document.cost, paint)),
    ...entry("Duration", durationLines(document.duration, change, name)),
    ...entry("Quotas", quotaLines(settings)),
    ...entry("Images", imageLines(settings, resources, paint)),
    ...entry("Charts", document.resources.some(isRendered) ? [chartCounts(document.resources)] : []),
    ...entry("Guardrails", [guardrailCounts(document), hiddenCount(document)]),
    ...guardrailLines(document.verdicts, paint),
    ...idleWaiverSummary(document, paint),
    "",
    paint.dim(
      "every resource: npm run plan -- --tree; a report to read in a browser: npm run plan -- --html plan.html",
    ),
    "",
  ].join("\n");
}

/** Returns the lines of `--quiet`: mandatory violations, and a cost above the budget. */
export function quietText(
  { verdicts, cost, settings }: Pick<PlanDocument, "verdicts" | "cost" | "settings">,
  { colors }: Pick<TerminalOptions, "colors">,
): string {
  const paint = createColors(colors);
  const warning = budgetWarning(cost, settings);
  const lines = [...(warning === undefined ? [] : [paint.yellow(warning)]), ...brokenLines(verdicts, paint)];
  if (lines.length === 0) return "";
  return `${lines[0] === "" ? lines.slice(1).join("\n") : lines.join("\n")}\n`;
}

const labelWidth = "Guardrails".length + 2;

/** Returns the lines, indented, with a label in front of the first line. */
function entry(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(labelWidth)}${line}`);
}

function resourceCounts(resources: readonly Registration[]): string {
  const custom = resources.filter((resource) => resource.custom);
  const components = plural(resources.filter(isComponent).length, "component");
  return `${custom.length} in ${components}: ${countsOf(custom.map(packageOf))}`;
}

function workloadCounts(resources: readonly Registration[]): string[] {
  const types = new Set(workloadKinds.map(({ name }) => `mlops:index:${name}`));
  const workloads = resources.filter(({ type }) => types.has(type)).map(({ type }) => type.split(":").at(-1) ?? type);
  return workloads.length === 0 ? [] : [`${workloads.length}: ${countsOf(workloads)}`];
}

/** `2 aws, 1 random`, in the order of the alphabet. */
function countsOf(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of [...keys].sort()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([key, count]) => `${count} ${key}`).join(", ");
}

function clusterLines(settings: Settings, resources: readonly Registration[], paint: Paint): string[] {
  const { cluster, zones } = settings;
  const support = kubernetesVersions[cluster.version].standardSupportUntil;
  const ends = support ? `, standard support ends on ${support}` : "";
  const inUse = resources.map(({ type, inputs }) => String(type === releaseType ? inputs.name : inputs.engine));
  const unverified = unverifiedVersions(cluster.version, inUse);
  return [
    `Kubernetes ${cluster.version} in ${plural(zones.length, "zone")}${ends}`,
    ...zoneIdLines(settings),
    ...(unverified.length > 0
      ? [
          paint.yellow(
            `${plural(unverified.length, "version")} not confirmed for Kubernetes ${cluster.version} (components/versions.ts):`,
          ),
          ...unverified.map(({ name, pinned }) => paint.yellow(`  ${name} ${pinned.version}`)),
        ]
      : []),
  ];
}

/** The plan does not know the IDs of the account's zones. */
function zoneIdLines(settings: Settings): string[] {
  const { cluster, region, zones } = settings;
  const unsupported = unsupportedZone(region);
  if (!unsupported) return [];
  return [
    `control plane in ${controlPlaneZones(cluster.controlPlaneZones, zones).join(", ")}: EKS does not support zone ID ${unsupported.id}, compare with`,
    `  ${zoneIdCommand(region)}`,
  ];
}

function protection(resources: readonly Registration[]): string {
  const guarded = resources.filter(isGuarded);
  if (guarded.length === 0) return "no resource is protected from deletion";
  return `${plural(guarded.length, "resource")} protected from deletion, or kept in AWS after it`;
}

function costEntry(settings: Settings, cost: PlanDocument["cost"], paint: Paint): string[] {
  const warning = budgetWarning(cost, settings);
  const kept = budgetKept(cost, settings);
  const [sum = "", ...rest] = costLines(cost, settings);
  return [
    sum,
    ...(warning === undefined ? [] : [paint.yellow(warning)]),
    ...(kept === undefined ? [] : [kept]),
    ...rest,
  ];
}

function durationLines(duration: Duration, change: ChangeDuration | undefined, platform: string): string[] {
  const chain = (text: string) => (text === "" ? [] : [`longest chain: ${text}`]);
  return [
    `${durationText(duration)} for the first pulumi up, at typical times and ${parallelText(duration)} (--parallel)`,
    ...chain(chainText(duration, platform)),
    ...(change && change.chain.length > 0
      ? [`${changeDurationText(change)} for this change`, ...chain(changeChainText(change, platform))]
      : []),
  ];
}

function imageLines({ environment }: Settings, resources: readonly Registration[], paint: Paint): string[] {
  const note = digestNote(environment, imagesWithoutDigest(resources).length);
  if (!note) return [];
  return [note.warning ? paint.yellow(note.text) : note.text];
}

function idleWaiverSummary(document: TerminalOptions["document"], paint: Paint): string[] {
  const lines = idleWaiverLines(document);
  if (lines.length === 0) return [];
  return ["", paint.yellow(`${idleWaiversTitle}: ${lines.length}`), ...lines.map((line) => `  ${line}`)];
}
