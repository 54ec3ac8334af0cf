import { groupBy, isGuarded } from "../../core/graph/graph";
import { shortName, shortType } from "../../core/graph/shortNames";
import { compareText } from "../../core/json/json";
import { plural } from "../../core/text/plural";
import { failsPlan } from "../../policies/verdict";
import { chartCounts } from "../chartText";
import { budgetKept, budgetWarning } from "../cost/costText";
import { pricesOrigin } from "../cost/prices";
import type { Comparison } from "../diff/change";
import type { PlanDocument } from "../document";
import { changeDurationText } from "../duration/changeDuration";
import { durationText, parallelText } from "../duration/duration";
import type { Step } from "../duration/steps";
import { hiddenCount } from "../guardrailText";
import { changeCounts, costChange, resourcePath } from "./display";
import { changeSections } from "./markdownChanges";
import { code, escapeMarkdown, folded, limited, row, table } from "./markdownText";
import { verdictSections } from "./markdownVerdicts";
import { type ReportModel, reportModel } from "./model";
import { dollars, monthlyText } from "./money";

/**
 * The plan as a comment on a pull request: changes, guardrails, cost, resources. It stays below GitHub's limit of
 * 65,536 characters: each part has a budget of its own, and states how much it omits.
 */
export function planMarkdown(document: PlanDocument, comparison?: Comparison): string {
  const model = reportModel(document, comparison);
  return [
    ...summary(model),
    ...changeSections(model),
    ...verdictSections(model),
    ...cost(model),
    ...quotaSection(model),
    ...durationSection(model),
    ...lists(model),
    ...components(model),
  ].join("\n");
}

function summary(model: ReportModel): string[] {
  const { name, environment, region, accountId } = model.document.settings;
  const { stack, cost, verdicts, opaque } = model.document;
  const failed = verdicts.filter(failsPlan).length;
  const changed = model.comparison;
  return [
    `## Plan of ${escapeMarkdown(name)}`,
    "",
    `Stack ${escapeMarkdown(stack)}, environment ${environment}, ${escapeMarkdown(region)}, account ${escapeMarkdown(accountId)}.`,
    "",
    ...(changed ? [`- **${changeCounts(changed.changes)}**; cost ${escapeMarkdown(costChange(model))}`] : []),
    ...(model.document.warnings ?? []).map((warning) => `- **${escapeMarkdown(warning)}**`),
    ...(failed > 0 ? [`- **${plural(failed, "violation")} of mandatory rules**`] : []),
    `- ${plural(model.custom.length, "resource")} in ${plural(model.components.length, "component")}, ${model.custom.filter(isGuarded).length} protected from deletion or kept after it`,
    `- ${escapeMarkdown(monthlyText(cost.monthly))}${cost.unpriced.length > 0 ? `, ${plural(cost.unpriced.length, "resource")} not included` : ""}`,
    ...(changed && changed.duration.chain.length > 0
      ? [`- This change takes ${changeDurationText(changed.duration)}`]
      : []),
    `- The first \`pulumi up\` takes ${durationText(model.document.duration)}`,
    ...(model.rendered.length > 0 ? [`- ${chartCounts(model.rendered)}`] : []),
    ...(opaque.length > 0 ? [`- ${hiddenCount(model.document)}`] : []),
    "",
  ];
}

function quotaSection({ document }: ReportModel): string[] {
  const rows = document.quotas.map(({ name, code: quotaCode, vcpus, initial }) =>
    row(escapeMarkdown(name), code(quotaCode), String(vcpus), String(initial)),
  );
  if (rows.length === 0) return [];
  return folded(
    `EC2 quotas: ${plural(rows.length, "quota")}, at the maximum of all nodes`,
    table(["quota", "code", "vCPUs needed:", "of a new account:"], rows),
  );
}

function cost(model: ReportModel): string[] {
  const { document } = model;
  const { asOf, items } = document.cost;
  if (items.length === 0) return [];
  const warning = budgetWarning(document.cost, document.settings);
  const budget = warning ?? budgetKept(document.cost, document.settings);
  const path = (component: string) => code(model.paths.get(component) ?? component);
  const rows = model.costs.map(({ component, monthly }) =>
    row(path(component), ...[monthly.minimum, monthly.expected, monthly.maximum].map(money)),
  );
  const details = alike(items).map(({ component, item, monthly, basis, times }) =>
    row(
      path(component),
      escapeMarkdown(times > 1 ? `${times} × ${cut(item)}` : cut(item)),
      money(times * monthly.expected),
      escapeMarkdown(cut(basis)),
    ),
  );
  return [
    "### Cost a month",
    "",
    ...(budget ? [warning ? `> [!WARNING]\n> ${escapeMarkdown(budget)}\n` : `${escapeMarkdown(budget)}.\n`] : []),
    ...table(["component", "minimum:", "expected:", "maximum:"], limited(rows, 5_000, moreRows(4))),
    "",
    `USD, list prices of ${pricesOrigin.region} on ${asOf}, before discounts and taxes.`,
    "",
    ...folded(
      `How it is calculated: ${plural(items.length, "item")}`,
      table(["component", "item", "expected:", "basis"], limited(details, 5_000, moreRows(4))),
    ),
  ];
}

function durationSection({ document: { duration, settings }, comparison }: ReportModel): string[] {
  const cells = ({ urn, seconds, waits }: Step) => [
    code(cut(shortName(urn.split("::").at(-1) ?? urn, settings.name))),
    String(seconds),
    String(waits),
  ];
  const change = comparison?.duration;
  const steps = duration.chain.map((step) => row(...cells(step)));
  const changing = (change?.chain ?? []).map((step) => row(step.operation, ...cells(step)));
  return [
    ...(change && changing.length > 0
      ? folded(
          `Duration: ${changeDurationText(change)} for this change`,
          table(
            ["operation", "longest chain of dependencies", "seconds:", "in the queue:"],
            limited(changing, 3_000, moreRows(4)),
          ),
        )
      : []),
    ...folded(`Duration: ${durationText(duration)} for the first pulumi up`, [
      `At typical times and ${parallelText(duration)}. Pulumi runs four for each CPU, or as many as \`--parallel\` says.`,
      "",
      ...table(["longest chain of dependencies", "seconds:", "in the queue:"], limited(steps, 3_000, moreRows(3))),
    ]),
  ];
}

/** Equal items as one item with a count. */
function alike(items: PlanDocument["cost"]["items"]) {
  const groups = groupBy(items, ({ component, item, basis }) => JSON.stringify([component, item, basis]));
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [{ ...first, times: rest.length + 1 }] : []));
}

function lists(model: ReportModel): string[] {
  const { document, byUrn } = model;
  const list = (title: string, urns: readonly string[], note: (urn: string) => string = () => "") =>
    folded(
      `${title}: ${urns.length}`,
      limited(
        urns.map((urn) => {
          const resource = byUrn.get(urn);
          const text = resource ? `${shortType(resource.type)} ${resourcePath(model, resource)}` : urn;
          return `- ${code(cut(text), false)}${note(urn)}`;
        }),
        2_000,
        (left) => `- and ${left} more`,
      ),
    );
  return [
    ...list("Not included in the cost", document.cost.unpriced),
    ...list("Content hidden from the plan", document.opaque),
    ...list(
      "Protected from deletion, or kept after it",
      model.custom.filter(isGuarded).map(({ urn }) => urn),
      (urn) => (byUrn.get(urn)?.options.protect ? "" : " kept"),
    ),
  ];
}

function components(model: ReportModel): string[] {
  const path = ({ urn, name }: { urn: string; name: string }) => model.paths.get(urn) ?? name;
  const sorted = [...model.components].sort((one, other) => compareText(path(one), path(other)));
  const rows = sorted.map((component) => {
    const own = (model.children.get(component.urn) ?? []).filter(({ custom }) => custom);
    const types = [...new Set(own.map(({ type }) => shortType(type)))];
    return row(
      code(cut(path(component))),
      code(component.type.split(":").at(-1) ?? ""),
      String(own.length),
      types.length > 0 ? code(cut(types.join(", "))) : "",
    );
  });
  return folded(
    `Components: ${model.components.length}`,
    table(["component", "class", "resources:", "types"], limited(rows, 5_000, moreRows(4))),
  );
}

/** The last row of a shortened table. */
function moreRows(columns: number): (left: number) => string {
  return (left) => row(`and ${left} more`, ...Array<string>(columns - 1).fill(""));
}

/** Shortens a text for a cell. */
function cut(text: string, limit = 160): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function money(amount: number): string {
  return escapeMarkdown(dollars(amount));
}
