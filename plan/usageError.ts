/** A mistake of whoever runs a command: shown as it is, without a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
