import { UserError } from "./userError";

/** A mistake in the arguments of a command, or in a file that it is given. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
