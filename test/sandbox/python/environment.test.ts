import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { environmentFolder, readyEnvironment } from "../../../sandbox/python/environment";
import { findPython } from "../../../sandbox/python/python";

describe("Python environments", () => {
  let home = "";
  const requirements = () => path.join(home, "churn", "requirements.txt");

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "environment-"));
    mkdirSync(path.join(home, "churn"));
    writeFileSync(requirements(), "one==1\n");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  it("have a folder by the content of the requirements and the version of Python", () => {
    const folder = (version: string) => environmentFolder(requirements(), { version }, "/cache");
    const first = folder("3.12.1");
    expect(path.dirname(first)).toBe("/cache");
    expect(path.basename(first)).toMatch(/^churn-[0-9a-f]{16}$/);
    expect(folder("3.13.0")).not.toBe(first);
    expect(folder("3.12.1")).toBe(first);
    writeFileSync(requirements(), "one==2\n");
    expect(folder("3.12.1")).not.toBe(first);
  });

  it("need a supported Python, and the message says how to choose one", async () => {
    vi.stubEnv("MLOPS_PYTHON", path.join(home, "python9"));
    expect(() => findPython()).toThrow(
      `MLOPS_PYTHON=${home}/python9 must be a Python from 3.11 to 3.13 with the module venv\n` +
        "  fix: install python3 and python3-venv, or set MLOPS_PYTHON to the path of an interpreter",
    );
    await expect(readyEnvironment(requirements(), path.join(home, "cache"))).rejects.toThrow("MLOPS_PYTHON");
  });

  it("refuse an interpreter of another version", () => {
    const old = path.join(home, "python");
    writeFileSync(old, "#!/bin/sh\necho 3.9.18\n", { mode: 0o755 });
    vi.stubEnv("MLOPS_PYTHON", old);
    expect(() => findPython()).toThrow("must be a Python from 3.11 to 3.13");
    writeFileSync(old, "#!/bin/sh\necho 3.12.4\n", { mode: 0o755 });
    expect(findPython()).toEqual({ command: old, version: "3.12.4" });
  });
});
