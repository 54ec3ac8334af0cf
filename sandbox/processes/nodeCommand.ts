import path from "node:path";

/** Returns the command line that runs a TypeScript file of a checkout with this Node. */
export function nodeCommand(root: string, script: string): readonly [command: string, ...args: string[]] {
  return [process.execPath, "--require", path.join(root, "core/loader.cjs"), path.join(root, script)];
}
