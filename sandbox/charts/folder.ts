import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { compareText } from "../../plan/json";
import { UsageError } from "../../plan/usageError";

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

/** Makes a folder hold these files and no others. What is right already is not touched. */
export function syncFolder(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  const before = readFolder(folder);
  for (const name of before.keys()) {
    if (!files.has(name)) rmSync(path.join(folder, name));
  }
  removeEmptyFolders(folder, "", new Set([...files.keys()].flatMap(foldersOf)));
  for (const [name, content] of files) {
    if (before.get(name)?.equals(content)) continue;
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    writeFileSync(own, content);
    renameSync(own, file);
  }
}

/** An empty folder is content too, to whoever takes a folder's checksum. */
function removeEmptyFolders(folder: string, prefix: string, wanted: ReadonlySet<string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = path.join(folder, entry.name);
    const name = `${prefix}${entry.name}`;
    if (wanted.has(name)) removeEmptyFolders(inner, `${name}/`, wanted);
    else rmSync(inner, { recursive: true });
  }
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): string[] {
  const parts = name.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
