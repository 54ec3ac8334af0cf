import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readIfThere } from "../home";
import type { Tool } from "./tools";

/** Folder of the modules that pin the tools. */
export const modulesFolder = path.join(__dirname, "modules");

/**
 * Where built tools are kept, outside the checkout, so that a fresh clone finds them.
 *
 * @default `$MLOPS_TOOLCHAIN_CACHE`, or `mlops/toolchain` in the user's cache folder
 */
export function toolchainCache(): string {
  const { MLOPS_TOOLCHAIN_CACHE, XDG_CACHE_HOME } = process.env;
  return MLOPS_TOOLCHAIN_CACHE ?? path.join(XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "mlops", "toolchain");
}

/** How every tool is built. Part of the key: another way of building is another binary. */
export const buildFlags = ["-trimpath", "-buildvcs=false", "-mod=readonly"] as const;

/** What the linker is told: no symbol tables, and the tool's own version. */
export function linkerFlags({ variables = {} }: Pick<Tool, "variables">): string {
  return ["-s", "-w", ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(" ");
}

/** A tool's folder in the cache, keyed by all that makes the binary what it is. */
export function toolFolder(tool: Tool, cache: string = toolchainCache()): string {
  const key = createHash("sha256").update(JSON.stringify([process.platform, process.arch, tool.package]));
  key.update(JSON.stringify([buildFlags, linkerFlags(tool), tool.patch ?? null, tool.assets ?? null]));
  const source = path.join(modulesFolder, tool.module);
  for (const file of readdirSync(source).sort()) key.update(`${file}\0`).update(readFileSync(path.join(source, file)));
  return path.join(cache, `${tool.name}-${key.digest("hex").slice(0, 16)}`);
}

/** Path of a tool's binary in its folder. It is put there last: where it is, all is. */
export function binaryIn(folder: string, { name }: Pick<Tool, "name">): string {
  return path.join(folder, process.platform === "win32" ? `${name}.exe` : name);
}

export function isBuilt(tool: Tool, cache?: string): boolean {
  return existsSync(binaryIn(toolFolder(tool, cache), tool));
}

/**
 * Runs what only one process should do at a time. The lock names its holder, so that a holder that died keeps nobody
 * out. Should two processes take over from a dead one at once, both build, and put the same binary in the same place.
 *
 * @param waiting Is told, once, that another process holds the lock.
 */
export async function exclusively<Result>(
  lock: string,
  waiting: (holder: number) => void,
  run: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let told = false; !take(lock); await sleep(500)) {
    const holder = Number(readIfThere(lock) ?? Number.NaN);
    if (Number.isInteger(holder) && holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else if (!told && holder > 0) {
      waiting(holder);
      told = true;
    }
  }
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Whether there is such a process, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
