import type * as pulumi from "@pulumi/pulumi";
import { ArgumentsError } from "../../core/errors/afterProgram";
import { formatPath } from "../../core/schema/issue";
import { recordComponent } from "./record";

/**
 * Returns the issues of a component's arguments, as `path: message; fix`, or nothing if they are valid. Values are
 * omitted: the tests of `formatReport` check them.
 */
export async function issuesOf(create: () => pulumi.ComponentResource): Promise<string[]> {
  try {
    await recordComponent(create);
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    return error.reports.flatMap(({ issues }) =>
      issues.map(({ path, message, fix }) => `${formatPath(path)}: ${message}; ${fix}`),
    );
  }
  return [];
}

/** Returns the warnings of a component with valid arguments. */
export async function warningsOf(create: () => pulumi.ComponentResource): Promise<string[]> {
  const warnings: string[] = [];
  await recordComponent(create, (message) => warnings.push(message));
  return warnings;
}
