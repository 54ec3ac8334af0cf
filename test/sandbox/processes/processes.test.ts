import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SandboxHome } from "../../../sandbox/home";
import { startOf } from "../../../sandbox/processes/identity";
import { Processes } from "../../../sandbox/processes/processes";

let home: SandboxHome;
let processes: Processes;
const waits = (script = "setInterval(() => {}, 1000)") => ({ command: process.execPath, args: ["-e", script] });

beforeEach(() => {
  home = SandboxHome.at(mkdtempSync(path.join(os.tmpdir(), "sandbox-processes-")));
  processes = new Processes(home);
});

afterEach(async () => {
  for (const name of processes.names) await processes.stop(name);
});

describe("Processes", () => {
  it("starts a process once, and ends it", async () => {
    await processes.start("one", waits());
    const first = readFileSync(home.file("processes", "one.json"), "utf8");
    await processes.start("one", waits());
    expect(readFileSync(home.file("processes", "one.json"), "utf8")).toBe(first);
    expect(processes.isRunning("one")).toBe(true);
    await processes.stop("one");
    expect(processes.isRunning("one")).toBe(false);
    expect(processes.names).toEqual([]);
    expect(startOf(JSON.parse(first).pid)).toBeUndefined();
  });

  it("finds a process that an earlier command started", async () => {
    await processes.start("one", waits());
    const later = new Processes(home);
    expect(later.names).toEqual(["one"]);
    expect(later.isRunning("one")).toBe(true);
    await later.stop("one");
    expect(processes.isRunning("one")).toBe(false);
  });

  it("kills a process that ignores the signal", async () => {
    await processes.start(
      "stubborn",
      waits('process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)'),
    );
    await expect.poll(() => readFileSync(home.file("logs", "stubborn.log"), "utf8")).toBe("ready\n");
    await processes.stop("stubborn", 200);
    expect(processes.isRunning("stubborn")).toBe(false);
  });

  it("does not end another process that reuses the id", async () => {
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    try {
      writeFileSync(home.file("processes", "one.json"), JSON.stringify({ pid: stranger.pid, start: "another time" }));
      expect(processes.isRunning("one")).toBe(false);
      await processes.stop("one");
      expect(startOf(stranger.pid ?? 0)).toBeDefined();
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  it("reports the output of a process that ended", async () => {
    await processes.start("broken", waits('console.error("no such port"); process.exit(3)'));
    await expect.poll(() => processes.isRunning("broken")).toBe(false);
    expect(() => processes.expectRunning("broken")).toThrow(
      /^broken has exited:\n {2}no such port\n {2}\(.*broken\.log\)$/,
    );
  });

  it("reports a command that does not exist", async () => {
    await expect(processes.start("nothing", { command: "/no/such/binary", args: [] })).rejects.toThrow("ENOENT");
    expect(processes.names).toEqual([]);
  });

  it("starts no process after it is closed", async () => {
    processes.close();
    await expect(processes.start("late", waits())).rejects.toThrow("late is not started: the sandbox is being stopped");
  });
});
