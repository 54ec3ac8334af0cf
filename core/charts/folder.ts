import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../errors/usageError";
import { compareText } from "../json/json";

/** Contents of the files below a folder, by relative path with `/` as the separator. */
export type Files = ReadonlyMap<string, Buffer>;

/**
 * Reads all files below a folder. Follows links, because upstream charts link to CRDs outside the chart.
 *
 * @throws UsageError if a folder links to one of its parents.
 */
export function readFolder(folder: string): Files {
  return new Map(filesBelow(folder, "", []));
}

function filesBelow(folder: string, prefix: string, above: readonly string[]): [string, Buffer][] {
  const real = realpathSync(folder);
  if (above.includes(real)) {
    throw new UsageError(`${folder} links to a folder that contains it\n  fix: delete the link`);
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
