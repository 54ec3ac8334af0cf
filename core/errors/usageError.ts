import { UserError } from "./userError";

/** An error in the arguments of a command, or in an input file. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
}

/** Returns the message of an error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
