import { workloadKinds } from "../components/workloads/catalogue";
import type { WorkloadKindFacts } from "../components/workloads/kind";
import { defaultAt, type FieldRow, fieldRows, valueText } from "../core/schema/table";

/** `docs/workloads/arguments.md`. */
export function workloadsPage(kinds: readonly WorkloadKindFacts[] = workloadKinds): string {
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Arguments of workloads",
    "",
    "Arguments are checked when the program runs, as settings are: at `npm run plan`, `pulumi preview` and `pulumi up`. All that is wrong with all workloads is told in one run, each with a fix, and nothing of a faulty workload is made. Two things are left to the [guardrails](../guardrails.md): values that are outputs of other resources, and what `transform` says of an object.",
    "",
    ...kinds.flatMap(kindSection),
  ].join("\n");
}

function kindSection(kind: WorkloadKindFacts): string[] {
  return [
    `## ${kind.name}`,
    "",
    `${kind.description} See [how to use it](${kind.page}).`,
    "",
    "| argument | type | default | what it is |",
    "| --- | --- | --- | --- |",
    ...fieldRows(kind.schema).map((row) => argumentRow(kind, row)),
    "",
  ];
}

function argumentRow(
  { schema }: WorkloadKindFacts,
  { path, keys, type, description, defaultNote, cost }: FieldRow,
): string {
  const preset = defaultAt(schema, keys);
  const where = defaultNote ?? (preset ? valueText(preset.value) : "needed");
  return `| \`${path}\` | ${type} | ${where} | ${description}${cost ? ` Cost: ${cost}.` : ""} |`;
}
