import { reasonOf } from "./usageError";
import { UserError } from "./userError";

/** What a command says of what went wrong: a mistake of its user is told, a mistake of ours shown with its stack. */
export function errorReport(error: unknown): { readonly text: string; readonly usersMistake: boolean } {
  const usersMistake = error instanceof UserError;
  const stack = error instanceof Error && !usersMistake ? error.stack : undefined;
  return { text: stack ?? reasonOf(error), usersMistake };
}
