import path from "node:path";
import { reasonOf } from "./usageError";
import { UserError } from "./userError";

/**
 * Returns the text of an error: the message of a user error, or of any other error the message with the places in the
 * project's own files. Frames of Node.js and of libraries say nothing about the mistake.
 */
export function errorReport(error: unknown): { readonly text: string; readonly usersMistake: boolean } {
  const usersMistake = error instanceof UserError;
  if (usersMistake || !(error instanceof Error)) return { text: reasonOf(error), usersMistake };
  const places = ownPlaces(error.stack ?? "");
  // Node.js lists the files that require a missing module, and the places have them too.
  const message = `${error.name}: ${relative(error.message.replace(/\nRequire stack:.*$/s, ""))}`;
  // Without a place in the project, all frames are needed.
  const text = places.length > 0 || error instanceof SyntaxError ? [message, ...places].join("\n") : error.stack;
  return { text: text ?? message, usersMistake };
}

function ownPlaces(stack: string): string[] {
  return stack
    .split("\n")
    .filter((line) => /^ {4}at /.test(line) && line.includes(process.cwd()) && !/[/\\]node_modules[/\\]/.test(line))
    .map(relative);
}

function relative(text: string): string {
  return text.replaceAll(`${process.cwd()}${path.sep}`, "");
}
