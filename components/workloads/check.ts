import { z } from "zod";
import { crossFieldIssues } from "../../core/schema/crossField";
import { type Dialect, typeNames } from "../../core/schema/dialect";
import { formatPath, type Issue } from "../../core/schema/issue";
import { doesNotApply, type SchemaIssue, schemaIssues } from "../../core/schema/schemaIssues";
import { withExamples } from "../../core/schema/substitute";
import { schemaAt } from "../../core/schema/walk";
import { codeList } from "./fields";
import type { ArgumentCheck, ArgumentsSchema, CommonArguments, WorkloadKind } from "./kind";

/** Terms and notation of messages about arguments. */
export const argumentsDialect: Dialect = {
  noun: "argument",
  formatPath: (path) => (path.length === 0 ? "arguments" : formatPath(path)),
  typeNames: { ...typeNames, null: "null", object: "an object", record: "an object" },
  listFix: (text) => `write ${codeList(text.trim().split(/\s+/))}`,
  objectFix: "write an object of its keys: see docs/workloads/arguments.md",
};

/** Checked arguments with warnings, or their issues. */
export type CheckedArguments<Arguments> =
  | { readonly checked: Arguments; readonly issues: readonly []; readonly warnings: readonly Issue[] }
  | { readonly checked: undefined; readonly issues: readonly Issue[]; readonly warnings: readonly [] };

/**
 * Checks all arguments of a workload: types, unknown names, and rules across arguments and the platform's settings.
 *
 * It does not check outputs, which are not known yet, or the content of `transform`. The guardrails judge both.
 *
 * @param name Logical name of the workload.
 * @param raw Arguments as written. The program is stripped of types when it runs, so that they can be any value.
 */
export function checkArguments<Schema extends ArgumentsSchema>(
  kind: WorkloadKind<Schema>,
  name: string,
  raw: unknown,
): CheckedArguments<z.output<Schema>> {
  const given = raw ?? {};
  const wrong = issuesOf(kind.schema, given);
  const value = withExamples(kind.schema, given, wrong);
  const rules: readonly ArgumentCheck<z.output<Schema>>[] = [nameRule(kind, name), ...kind.checks];
  if (value === undefined) return { checked: undefined, issues: wrong, warnings: [] };
  const place = { objectName: value.name ?? name };
  const issues = [...wrong, ...crossFieldIssues(rules, { value, place, raw: given, wrong })];
  if (issues.length > 0) return { checked: undefined, issues, warnings: [] };
  const warnings = crossFieldIssues(kind.warnings ?? [], { value, place, raw: given, wrong });
  return { checked: value, issues: [], warnings };
}

function issuesOf(schema: ArgumentsSchema, given: unknown): SchemaIssue[] {
  const { error } = z.safeParse(schema, given);
  if (!error) return [];
  return [...schemaIssues(schema, given, error, argumentsDialect), ...issuesBeside(schema, given, error)];
}

/** If the discriminator is wrong, checks the arguments that all alternatives share by the first alternative. */
function issuesBeside(schema: ArgumentsSchema, given: unknown, error: z.core.$ZodError): SchemaIssue[] {
  const unclear = error.issues.find(({ code, path }) => code === "invalid_union" && path.length === 1);
  const key = unclear?.path[0];
  if (key === undefined || typeof given !== "object" || given === null) return [];
  const literal = schemaAt(schema, [key]);
  if (!(literal instanceof z.ZodLiteral)) return [];
  const decided = { ...given, [key]: literal.value };
  const others = z.safeParse(schema, decided).error;
  const found = others ? schemaIssues(schema, decided, others, argumentsDialect) : [];
  return found.filter(({ message }) => message !== doesNotApply);
}

/** A DNS label that is also a valid name of a Service. */
const dnsLabel = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

function nameRule<Schema extends ArgumentsSchema>(
  { longestName }: WorkloadKind<Schema>,
  logicalName: string,
): ArgumentCheck<CommonArguments> {
  return {
    reads: ["name", "workspace"],
    find: ({ workspace, name }) => {
      const used = name ?? logicalName;
      const most = longestName(workspace);
      if (used.length <= most && dnsLabel.test(used)) return [];
      const message = `must be at most ${most} lower-case letters, digits and hyphens, a letter first`;
      const fix = `pass name, or another logical name than ${JSON.stringify(used)}`;
      return [{ message, fix: name === undefined ? fix : "pass another name" }];
    },
  };
}
