import { workloadKinds } from "../components/workloads/catalogue";
import type { WorkloadKindFacts } from "../components/workloads/kind";
import { defaultAt, type FieldRow, fieldRows, valueText } from "../core/schema/table";

/** Returns the text of `docs/workloads/arguments.md`. */
export function workloadsPage(kinds: readonly WorkloadKindFacts[] = workloadKinds): string {
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Arguments of workloads",
    "",
    "The program checks the arguments of workloads like settings, at `npm run plan`, `pulumi preview` and `pulumi up`. It reports the mistakes of all workloads in one run, each with a fix, and does not create a workload with a mistake. Two things are left to the [guardrails](../guardrails.md): values that are outputs of other resources, and changes by `transform`.",
    "",
    ...kinds.flatMap(kindSection),
  ].join("\n");
}

function kindSection(kind: WorkloadKindFacts): string[] {
  return [
    `## ${kind.name}`,
    "",
    `${kind.description} See [${kind.name}](${kind.page}).`,
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
  const where = defaultNote ?? (preset ? valueText(preset.value) : "required");
  return `| \`${path}\` | ${type} | ${where} | ${description}${cost ? ` Cost: ${cost}.` : ""} |`;
}
