import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../errors/usageError";
import { compareText } from "../json/json";

/** Files below a folder, by their path in it, with `/`. */
export type Files = ReadonlyMap<string, Buffer>;

/**
 * Every file below a folder. Links are followed: upstream's charts link to CRDs outside of them.
 *
 * @throws UsageError where a folder links to one that holds it.
 */
export function readFolder(folder: string): Files {
  return new Map(filesBelow(folder, "", []));
}

function filesBelow(folder: string, prefix: string, above: readonly string[]): [string, Buffer][] {
  const real = realpathSync(folder);
  if (above.includes(real)) {
    throw new UsageError(`${folder} links to a folder that holds it\n  fix: take the link away`);
  }
  return readdirSync(folder)
    .sort(compareText)
    .flatMap((name): [string, Buffer][] => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory()
        ? filesBelow(file, `${prefix}${name}/`, [...above, real])
        : [[`${prefix}${name}`, readFileSync(file)]];
    });
}
