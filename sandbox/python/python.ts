import { spawnSync } from "node:child_process";
import { UsageError } from "../../core/errors/usageError";

/** Versions of Python for which the requirements of this project are locked. */
const supportedVersions = ["3.13", "3.12", "3.11"] as const;

/** A Python interpreter. */
export interface Python {
  readonly command: string;
  /** Full version, such as `3.12.1`. */
  readonly version: string;
}

/**
 * Returns the interpreter in `$MLOPS_PYTHON`, or the newest supported one on PATH.
 *
 * @throws UsageError if there is none.
 */
export function findPython(): Python {
  const chosen = process.env.MLOPS_PYTHON;
  const candidates = chosen ? [chosen] : [...supportedVersions.map((version) => `python${version}`), "python3"];
  for (const command of candidates) {
    const version = versionOf(command);
    if (version && supportedVersions.some((supported) => version.startsWith(`${supported}.`)))
      return { command, version };
  }
  const asked = chosen ? `MLOPS_PYTHON=${chosen} must be` : "there must be";
  throw new UsageError(
    `${asked} a Python from 3.11 to 3.13 with the module venv\n  fix: install python3 and python3-venv, or set MLOPS_PYTHON to the path of an interpreter`,
  );
}

/** Returns the version of a command, or undefined if it is no Python or cannot create environments. */
function versionOf(command: string): string | undefined {
  const script = "import ensurepip, platform, venv; print(platform.python_version())";
  const { status, stdout } = spawnSync(command, ["-c", script], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
