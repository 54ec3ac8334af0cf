import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Files, readFolder } from "../../core/charts/folder";

/** Writes these files to a folder and deletes all others. Unchanged files are not written. */
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

/** Removes empty folders, because they change the checksum of a folder. */
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
