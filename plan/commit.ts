import { spawnSync } from "node:child_process";
import type { Commit } from "./document";

/** Returns the commit that is checked out in a folder, or undefined outside of a Git repository and without Git. */
export function checkedOutCommit(folder: string): Commit | undefined {
  const git = spawnSync("git", ["-C", folder, "log", "-1", "--format=%H %cd", "--date=short"], { encoding: "utf8" });
  const [, id, date] = /^([0-9a-f]{40,64}) (\d{4}-\d{2}-\d{2})$/.exec(git.stdout?.trim() ?? "") ?? [];
  return id === undefined || date === undefined ? undefined : { id, date };
}
