import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../../core/errors/usageError";
import { withLock } from "../processes/lock";
import { outputOf } from "../processes/processExit";
import type { Progress } from "../progress";
import { binaryIn, buildFlags, isBuilt, linkerFlags, modulesFolder, toolFolder } from "./cache";
import type { Tool } from "./tools";

/**
 * Builds a tool with Go if it is not built yet. An interrupted build continues from Go's cache.
 *
 * @returns its path.
 * @throws UsageError if Go is missing or too old, or cannot fetch a module.
 */
export async function build(tool: Tool, cache: string, progress: Progress): Promise<string> {
  const folder = toolFolder(tool, cache);
  const binary = binaryIn(folder, tool);
  const lock = path.join(cache, `${tool.name}.lock`);
  await withLock(
    lock,
    (holder) => progress.step(`waiting for process ${holder}, which builds ${tool.name}`),
    async () => {
      if (isBuilt(tool, cache)) return;
      mkdirSync(folder, { recursive: true });
      await compile(tool, binary, progress);
    },
  );
  return binary;
}

async function compile(tool: Tool, binary: string, progress: Progress): Promise<void> {
  const half = `${binary}.${process.pid}`;
  const source = path.join(modulesFolder, tool.module);
  try {
    const patch = await patched(tool, path.dirname(binary), progress);
    const flags = [...buildFlags, ...patch, "-ldflags", linkerFlags(tool)];
    await go(["build", ...flags, "-o", half, tool.package], source, progress);
    await keepAssets(tool, source, path.dirname(binary), progress);
    renameSync(half, binary);
  } finally {
    rmSync(half, { force: true });
    rmSync(path.join(path.dirname(binary), "source"), { recursive: true, force: true });
  }
}

/** Creates a patched copy of a module. @returns the flags that make Go use it. */
async function patched({ patch, module }: Tool, folder: string, progress: Progress): Promise<string[]> {
  if (!patch) return [];
  const source = path.join(modulesFolder, module);
  const copy = path.join(folder, "source");
  rmSync(copy, { recursive: true, force: true });
  // Go's copy is read-only, so contents are copied without permissions.
  copyFiles(await moduleFolder(patch.goModule, source, progress), copy);
  const file = path.join(copy, patch.file);
  const text = readFileSync(file, "utf8");
  if (!text.includes(patch.from)) throw new Error(`${patch.file} of ${patch.goModule} has no ${patch.from} to replace`);
  writeFileSync(file, text.replaceAll(patch.from, patch.to));
  const goMod = path.join(folder, "patched.mod");
  writeFileSync(goMod, `${readFileSync(path.join(source, "go.mod"), "utf8")}\nreplace ${patch.goModule} => ${copy}\n`);
  cpSync(path.join(source, "go.sum"), path.join(folder, "patched.sum"));
  return [`-modfile=${goMod}`];
}

function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyFiles(source, copy);
    else if (entry.isFile()) writeFileSync(copy, readFileSync(source));
  }
}

/** Copies the assets of the tool's module. */
async function keepAssets({ assets }: Tool, source: string, folder: string, progress: Progress): Promise<void> {
  if (!assets) return;
  const module = await moduleFolder(assets.goModule, source, progress);
  cpSync(path.join(module, assets.folder), path.join(folder, "assets"), { recursive: true });
}

/** Returns the folder of a module in Go's cache. It is fetched if missing. */
async function moduleFolder(module: string, source: string, progress: Progress): Promise<string> {
  await go(["mod", "download", module], source, progress);
  return (await go(["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", module], source, progress)).trim();
}

/** @returns Go's standard output. */
async function go(args: readonly string[], folder: string, progress: Progress): Promise<string> {
  // The user's flags and workspace must not apply to this build.
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
  const child = spawn("go", args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const release = progress.endWith(child);
  try {
    const { code, stdout, stderr } = await outputOf(child);
    if (code !== 0) throw new UsageError(goError(args, folder, stderr));
    return stdout;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new UsageError(goMissing);
    throw error;
  } finally {
    release();
  }
}

/** Since 1.21, Go fetches the version that a module requires. */
const goMissing =
  "Go must be on PATH, because the sandbox builds its tools with it\n  fix: install Go 1.21 or later (https://go.dev/doc/install, or golang-go from apt or brew)";

function goError(args: readonly string[], folder: string, output: string): string {
  const tail = output.trim().split("\n").slice(-15).join("\n  ");
  const fix = /dial tcp|proxy|403|timeout|no such host/i.test(output)
    ? "modules come from $GOPROXY: check that it can be reached, then run the command again, which continues where this one ended"
    : `run the command again; to run only this step: cd ${folder} && go ${args.join(" ")}`;
  return `go ${args[0]} failed:\n  ${tail}\n  fix: ${fix}`;
}
