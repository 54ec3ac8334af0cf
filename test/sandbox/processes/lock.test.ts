import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { withLock } from "../../../sandbox/processes/lock";

const folder = () => mkdtempSync(path.join(os.tmpdir(), "sandbox-lock-"));

describe("withLock", () => {
  it("runs one at a time, and reports the process that holds the lock", async () => {
    const lock = path.join(folder(), "tool.lock");
    const order: string[] = [];
    const holders: number[] = [];
    const hold = (name: string) =>
      withLock(
        lock,
        (holder) => holders.push(holder),
        async () => {
          order.push(`${name} in`);
          await new Promise((resolve) => setTimeout(resolve, 700));
          order.push(`${name} out`);
        },
      );
    await Promise.all([hold("one"), hold("two")]);
    expect(order).toEqual(["one in", "one out", "two in", "two out"]);
    expect(holders).toEqual([process.pid]);
  });

  it("takes over from a holder that died", async () => {
    const lock = path.join(folder(), "tool.lock");
    // Above the largest process id of Linux.
    writeFileSync(lock, "4194305 1");
    await expect(
      withLock(
        lock,
        () => {},
        async () => "in",
      ),
    ).resolves.toBe("in");
  });

  it.each(["", "419"])("takes over from a holder that died while it wrote %j", async (written) => {
    const lock = path.join(folder(), "tool.lock");
    const minuteAgo = Date.now() / 1000 - 60;
    writeFileSync(lock, written);
    utimesSync(lock, minuteAgo, minuteAgo);
    await expect(
      withLock(
        lock,
        () => {},
        async () => "in",
      ),
    ).resolves.toBe("in");
  });

  it("waits while a lock is being written", async () => {
    const lock = path.join(folder(), "tool.lock");
    writeFileSync(lock, "");
    let entered = false;
    const entering = withLock(
      lock,
      () => {},
      async () => {
        entered = true;
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(entered).toBe(false);
    // A process id that cannot exist: the holder wrote the lock and died.
    writeFileSync(lock, "4194305 1");
    await entering;
    expect(entered).toBe(true);
  });

  it("releases the lock when the work fails", async () => {
    const lock = path.join(folder(), "tool.lock");
    const fails = async () => {
      throw new Error("no");
    };
    await expect(withLock(lock, () => {}, fails)).rejects.toThrow("no");
    await expect(
      withLock(
        lock,
        () => {},
        async () => "in",
      ),
    ).resolves.toBe("in");
  });
});
