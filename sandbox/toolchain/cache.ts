import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Tool } from "./tools";

/** Folder of the modules that pin the tools. */
export const modulesFolder = path.join(__dirname, "modules");

/**
 * Returns the cache folder of built tools. It is outside of the checkout, so that other clones use it too.
 *
 * @default `$MLOPS_TOOLCHAIN_CACHE`, or `mlops/toolchain` in the user's cache folder
 */
export function toolchainCache(): string {
  const { MLOPS_TOOLCHAIN_CACHE, XDG_CACHE_HOME } = process.env;
  return MLOPS_TOOLCHAIN_CACHE ?? path.join(XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "mlops", "toolchain");
}

/** Build flags of every tool. They are part of the cache key. */
export const buildFlags = ["-trimpath", "-buildvcs=false", "-mod=readonly"] as const;

/** Linker flags: no symbol tables, and the version of the tool. */
export function linkerFlags({ variables = {} }: Pick<Tool, "variables">): string {
  return ["-s", "-w", ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(" ");
}

/** Returns the folder of a tool in the cache, by a key of everything that determines the binary. */
export function toolFolder(tool: Tool, cache: string = toolchainCache()): string {
  const key = createHash("sha256").update(JSON.stringify([process.platform, process.arch, tool.package]));
  key.update(JSON.stringify([buildFlags, linkerFlags(tool), tool.patch ?? null, tool.assets ?? null]));
  const source = path.join(modulesFolder, tool.module);
  for (const file of readdirSync(source).sort()) key.update(`${file}\0`).update(readFileSync(path.join(source, file)));
  return path.join(cache, `${tool.name}-${key.digest("hex").slice(0, 16)}`);
}

/**
 * Returns the path of a tool's binary in its folder. The build writes it last, so a folder with a binary is complete.
 */
export function binaryIn(folder: string, { name }: Pick<Tool, "name">): string {
  return path.join(folder, process.platform === "win32" ? `${name}.exe` : name);
}

export function isBuilt(tool: Tool, cache?: string): boolean {
  return existsSync(binaryIn(toolFolder(tool, cache), tool));
}
