import { RunError } from "@pulumi/pulumi/errors";

/**
 * A mistake of whoever runs a command or writes the program: its message says what to do, and is shown without a stack trace,
 * by our commands (exit status 2) and by Pulumi alike.
 */
export class UserError extends RunError {
  override readonly name: string = "UserError";
}
