import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../support/plan";

/** Every page of the documentation, below the project's folder. */
export const pages: readonly string[] = ["README.md", "CONTRIBUTING.md", ...filesBelow("docs", ".md")];

export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.includes("node_modules"))
    .map((file) => path.join(folder, file));
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}
