import { readFileSync } from "node:fs";
import path from "node:path";
import { parseStackFile, type StackConfig } from "../core/stacks/stackFile";

/** A stack with every part that settings can bring. */
export function everythingConfig(root: string): StackConfig {
  const file = "generate/everything.yaml";
  return parseStackFile(file, readFileSync(path.join(root, file), "utf8"));
}
