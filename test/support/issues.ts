import type * as pulumi from "@pulumi/pulumi";
import { ArgumentsError } from "../../core/errors/afterProgram";
import { formatPath } from "../../core/schema/issue";
import { recordComponent } from "./record";

/**
 * What is wrong with the arguments of one component, as `path: message; fix`: nothing where they pass. Values are left out:
 * the tests of `formatReport` show them.
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
