import { reasonOf } from "./usageError";
import { UserError } from "./userError";

/** Returns the text of an error: the message of a user error, or the stack trace of any other. */
export function errorReport(error: unknown): { readonly text: string; readonly usersMistake: boolean } {
  const usersMistake = error instanceof UserError;
  const stack = error instanceof Error && !usersMistake ? error.stack : undefined;
  return { text: stack ?? reasonOf(error), usersMistake };
}
