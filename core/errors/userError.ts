import { RunError } from "@pulumi/pulumi/errors";

/**
 * An error that the user of a command or the author of the program can fix. Its message contains the fix. Our commands
 * (exit status 2) and Pulumi show it without a stack trace.
 */
export class UserError extends RunError {
  override readonly name: string = "UserError";
}
