import { createColors } from "picocolors";
import { unverifiedVersions } from "../components/services/unverifiedVersions";
import type { Settings } from "../components/settings/schema";
import { kubernetesVersions } from "../components/versions";
import { groupBy, isComponent, isGuarded, isRendered, packageOf, releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { stackType } from "../core/graph/registration";
import { shortName, shortType } from "../core/graph/shortNames";
import { plural } from "../core/text/plural";
import { chartCounts } from "./chartText";
import { budgetKept, budgetWarning, costLines } from "./cost/costText";
import type { PlanDocument } from "./document";
import { brokenLines, guardrailCounts, guardrailLines, type PlanVerdicts } from "./guardrailText";
import { headline } from "./headlines";
import { idleWaiverLines, idleWaiversTitle } from "./idleWaivers";
import { digestNote, imagesWithoutDigest } from "./imageDigests";

export interface TerminalOptions {
  readonly colors: boolean;
  readonly document: Pick<PlanDocument, "settings" | "cost" | "resources" | keyof PlanVerdicts>;
}

/** The plan for people: first what it comes to, then every component with what it holds. */
export function terminalText(
  stack: string,
  settings: Settings,
  resources: readonly Registration[],
  { colors, document }: TerminalOptions,
): string {
  const paint = createColors(colors);
  const { cost, verdicts } = document;
  return [
    ...summary(stack, settings, resources, cost, paint),
    ...(document.resources.some(isRendered) ? [`  ${chartCounts(document.resources)}`] : []),
    `  ${guardrailCounts(document)}`,
    ...guardrailLines(verdicts, paint),
    ...idleWaiverSummary(document, paint),
    "",
    ...tree(resources, paint),
    "",
  ].join("\n");
}

/** What stops the plan, for one that says nothing else. */
export function brokenText(verdicts: PlanDocument["verdicts"], { colors }: Pick<TerminalOptions, "colors">): string {
  const lines = brokenLines(verdicts, createColors(colors));
  return lines.length === 0 ? "" : `${lines.slice(1).join("\n")}\n`;
}

type Paint = ReturnType<typeof createColors>;

function summary(
  stack: string,
  settings: Settings,
  resources: readonly Registration[],
  cost: PlanDocument["cost"],
  paint: Paint,
): string[] {
  const { name, environment, region, accountId, zones, cluster } = settings;
  const support = kubernetesVersions[cluster.version].standardSupportUntil;
  const inUse = resources.map(({ type, inputs }) => String(type === releaseType ? inputs.name : inputs.engine));
  const unverified = unverifiedVersions(cluster.version, inUse);
  return [
    `${paint.bold(name)}  stack ${stack}, environment ${environment}, ${region}, account ${accountId}`,
    "",
    `  ${counts(resources)}`,
    `  ${zones.length} zones, Kubernetes ${cluster.version}${support ? `, in standard support until ${support}` : ""}`,
    `  ${protection(resources)}`,
    ...costSummary(settings, cost, paint),
    ...(unverified.length > 0
      ? [
          paint.yellow(
            `  ${plural(unverified.length, "version")} nobody has confirmed for Kubernetes ${cluster.version} (components/versions.ts):`,
          ),
          ...unverified.map(({ name: addon, pinned }) => paint.yellow(`    ${addon} ${pinned.version} unverified`)),
        ]
      : []),
    ...digestSummary(settings, resources, paint),
  ];
}

function idleWaiverSummary(document: TerminalOptions["document"], paint: Paint): string[] {
  const lines = idleWaiverLines(document);
  if (lines.length === 0) return [];
  return ["", paint.yellow(`${idleWaiversTitle}: ${lines.length}`), ...lines.map((line) => `  ${line}`)];
}

function digestSummary({ environment }: Settings, resources: readonly Registration[], paint: Paint): string[] {
  const note = digestNote(environment, imagesWithoutDigest(resources).length);
  if (!note) return [];
  return [note.warning ? paint.yellow(`  ${note.text}`) : `  ${note.text}`];
}

function costSummary(settings: Settings, cost: PlanDocument["cost"], paint: Paint): string[] {
  const warning = budgetWarning(cost, settings);
  const kept = budgetKept(cost, settings);
  return [
    ...costLines(cost, settings).map((line) => `  ${line}`),
    ...(warning === undefined ? [] : [paint.yellow(`  ${warning}`)]),
    ...(kept === undefined ? [] : [`  ${kept}`]),
  ];
}

function counts(resources: readonly Registration[]): string {
  const custom = resources.filter((resource) => resource.custom);
  const parts = [...countBy(custom.map(packageOf))].map(([name, count]) => `${count} ${name}`).join(", ");
  return `${custom.length} resources (${parts}) in ${resources.filter(isComponent).length} components`;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const key of [...keys].sort()) counted.set(key, (counted.get(key) ?? 0) + 1);
  return counted;
}

function protection(resources: readonly Registration[]): string {
  const guarded = resources.filter(isGuarded);
  if (guarded.length === 0) return "nothing is protected from deletion";
  return `${guarded.length} protected from deletion or kept after it`;
}

function tree(resources: readonly Registration[], paint: Paint): string[] {
  const children = groupBy(resources, ({ parent }) => parent);
  const root = resources.find(({ type }) => type === stackType);
  return root ? branch(root, children, "", paint) : [];
}

function branch(
  parent: Registration,
  children: ReadonlyMap<string | undefined, readonly Registration[]>,
  indent: string,
  paint: Paint,
): string[] {
  const own = children.get(parent.urn) ?? [];
  const groups = [
    ...groupBy(
      own.filter(({ custom }) => custom),
      ({ type }) => type,
    ),
  ];
  const components = own.filter(isComponent);
  const lines = groups.map(([type, members]) => [leaf(parent, type, members, paint)]);
  const below = components.map((component) => [
    componentLine(parent, component, countBelow(component, children), paint),
    ...branch(component, children, "", paint),
  ]);
  const all = [...lines, ...below];
  return all.flatMap(([first, ...rest], index) => {
    const last = index === all.length - 1;
    return [
      `${indent}${paint.dim(last ? "└─" : "├─")} ${first}`,
      ...rest.map((line) => `${indent}${paint.dim(last ? "  " : "│ ")} ${line}`),
    ];
  });
}

function componentLine(parent: Registration, component: Registration, count: number, paint: Paint): string {
  const className = component.type.split(":").at(-1) ?? component.type;
  return `${paint.bold(shortName(component.name, parent.name))} ${paint.cyan(className)} ${paint.dim(String(count))}`;
}

/** Resources of a type that are named in a component: of more there are too many to read. */
const mostNamed = 20;

function leaf(parent: Registration, type: string, members: readonly Registration[], paint: Paint): string {
  const described = members.map((member) => {
    const said = headline(member);
    const flags = [member.options.protect && "protected", member.options.retainOnDelete && "kept"].filter(Boolean);
    const notes = [said, ...flags].filter(Boolean).join(", ");
    // What a component is about bears its name: saying it again says nothing.
    const name = member.name === parent.name ? "" : shortName(member.name, parent.name);
    return [name, notes && paint.dim(`(${notes})`)].filter(Boolean).join(" ");
  });
  const count = members.length > 1 ? ` ×${members.length}` : "";
  const left = described.length - mostNamed;
  const named = left > 0 ? [...described.slice(0, mostNamed), paint.dim(`and ${left} more`)] : described;
  return [`${paint.green(shortType(type))}${count}`, named.join(", ")].filter(Boolean).join(" ");
}

function countBelow(
  component: Registration,
  children: ReadonlyMap<string | undefined, readonly Registration[]>,
): number {
  return (children.get(component.urn) ?? []).reduce(
    (count, child) => count + (child.custom ? 1 : countBelow(child, children)),
    0,
  );
}
