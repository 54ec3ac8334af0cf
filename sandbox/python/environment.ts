import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { UsageError } from "../../core/errors/usageError";
import { withLock } from "../processes/lock";
import { outputOf } from "../processes/processExit";
import { findPython, type Python } from "./python";

/** Requirements of the installer, with hashes. */
const installerLock = path.join(__dirname, "uv.txt");

/** A Python environment in the cache. */
export interface PythonEnvironment {
  readonly folder: string;
  /** Version of its interpreter. */
  readonly version: string;
  /** Returns the path of a program in the environment, such as `python`. */
  program(name: string): string;
}

/**
 * Returns the cache folder of Python environments. It is outside of the checkout, so that other clones use it too.
 *
 * @default `$MLOPS_PYTHON_CACHE`, or `mlops/python` in the user's cache folder
 */
export function pythonCache(): string {
  const { MLOPS_PYTHON_CACHE, XDG_CACHE_HOME } = process.env;
  return MLOPS_PYTHON_CACHE ?? path.join(XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "mlops", "python");
}

/**
 * Returns the environment of a requirements file with hashes. It is created if the cache does not have it: the key is
 * the content of the file and the version of Python.
 *
 * @throws UsageError if Python is missing, or a package cannot be installed.
 */
export async function readyEnvironment(requirements: string, cache = pythonCache()): Promise<PythonEnvironment> {
  const python = findPython();
  const folder = environmentFolder(requirements, python, cache);
  return created(folder, python, async () => {
    const uv = (await readyInstaller(python, cache)).program("uv");
    await run(uv, ["venv", "--quiet", "--python", python.command, folder]);
    const target = ["--python", programIn(folder, "python")];
    await run(uv, ["pip", "sync", "--quiet", "--require-hashes", ...target, requirements]);
  });
}

/** Returns the folder of an environment in the cache. */
export function environmentFolder(requirements: string, { version }: Pick<Python, "version">, cache: string): string {
  const content = readFileSync(requirements);
  const key = createHash("sha256")
    .update(JSON.stringify([process.platform, process.arch, version]))
    .update(content);
  const name = path.basename(path.dirname(path.resolve(requirements)));
  return path.join(cache, `${name}-${key.digest("hex").slice(0, 16)}`);
}

/** Returns an environment with uv, which installs packages in seconds. */
function readyInstaller(python: Python, cache: string): Promise<PythonEnvironment> {
  const folder = environmentFolder(installerLock, python, cache);
  return created(folder, python, async () => {
    await run(python.command, ["-m", "venv", folder]);
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
    await run(programIn(folder, "python"), [...install, "--requirement", installerLock]);
  });
}

/** Creates an environment unless it is complete. An interrupted one is created again. */
async function created(folder: string, python: Python, create: () => Promise<void>): Promise<PythonEnvironment> {
  const complete = path.join(folder, "complete");
  if (!existsSync(complete)) {
    await withLock(
      `${folder}.lock`,
      () => {},
      async () => {
        if (existsSync(complete)) return;
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(path.dirname(folder), { recursive: true });
        await create();
        writeFileSync(complete, "");
      },
    );
  }
  return { folder, version: python.version, program: (name) => programIn(folder, name) };
}

function programIn(folder: string, name: string): string {
  return process.platform === "win32" ? path.join(folder, "Scripts", `${name}.exe`) : path.join(folder, "bin", name);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: ownEnvironment() });
  const { code, all } = await outputOf(child);
  if (code === 0) return;
  const tail = all.trim().split("\n").slice(-15).join("\n  ");
  throw new UsageError(
    `${path.basename(command)} ${args.slice(0, 2).join(" ")} failed:\n  ${tail}\n  fix: check that the package index can be reached, then run the command again`,
  );
}

/** Returns this process's variables without those that select another environment. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { VIRTUAL_ENV: _, PYTHONPATH: __, PYTHONHOME: ___, ...rest } = process.env;
  return rest;
}
