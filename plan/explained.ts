import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "../components/settings/issues";
import { reasonOf, UsageError } from "./usageError";

/** What a command says of what went wrong: a mistake of its user is told, a mistake of ours shown with its stack. */
export function explained(error: unknown): { readonly text: string; readonly usersMistake: boolean } {
  const usersMistake = error instanceof UsageError || error instanceof SettingsError;
  // What a component says of its arguments: the program is wrong, and its author needs no stack.
  const told = usersMistake || error instanceof pulumi.RunError;
  const stack = error instanceof Error && !told ? error.stack : undefined;
  return { text: stack ?? reasonOf(error), usersMistake };
}
