import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contents, Sandbox } from "../../sandbox/sandbox";
import { type Outcome, run } from "./support/operations";
import { plugins } from "./support/plugins";
import { type Recovery, recover, stackState } from "./support/recovery";
import { newSandbox, report, start } from "./support/sandbox";

/**
 * `pulumi up` is killed at random points, and recovered as described in docs/operations/recovery.md.
 *
 * Not tested: that AWS's API finds resources immediately after their creation, as the simulated one does.
 */
let sandbox: Sandbox;
let contents: Contents;

beforeAll(async () => {
  sandbox = newSandbox();
  contents = await start(sandbox);
});

afterAll(() => sandbox.erase());

/** Numbers of operations before each kill. They are printed, so that a failure can be reproduced. */
const points = [Math.random(), Math.random(), Math.random()].map((random) => 1 + Math.floor(random * 40));

describe("a stack whose up is killed", () => {
  it.each(points)("continues after a kill at operation %i", async (point) => {
    let count = 0;
    const killed = await run(sandbox, "up", {
      checkpoints: "each",
      watch: ({ op }, kill) => {
        if (op === "create" && ++count === point) kill();
      },
    });
    expectKilled(killed);
    await expect.poll(() => plugins(sandbox), { timeout: 30_000, interval: 500 }).toEqual([]);
    const recovery = await recover(sandbox);
    expect((await stackState(sandbox)).pending_operations).toEqual([]);
    report(`killed at operation ${point}`, counts(recovery));
  });

  it("continues after a kill while Helm installs a chart", async () => {
    const killed = await run(sandbox, "up", {
      checkpoints: "each",
      watch: ({ op, urn }, kill) => {
        if (op === "create" && urn.endsWith("Release::mlops-dev-compute-karpenter-chart")) setTimeout(kill, 1000);
      },
    });
    expectKilled(killed);
    const recovery = await recover(sandbox);
    report("killed in Helm", counts(recovery));
  });

  it("is complete in the end, without duplicates or losses", async () => {
    const { code, errors, seconds } = await run(sandbox, "up");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const inAws = (await sandbox.cloud.resources()).map(({ type, id }) => `${type} ${id}`).sort();
    const state = await stackState(sandbox);
    const inState = state.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, id }) => `${type} ${id}`);
    expect(inAws).toEqual(inState.sort());
    expect(state.resources.map(({ urn }) => urn).sort()).toEqual(contents.resources.map(({ urn }) => urn).sort());
    report("up after kills", { resources: inAws.length, seconds });
  });

  it("has no further changes", async () => {
    const { operations } = await run(sandbox, "up");
    expect(operations).toEqual([]);
  });

  it("is destroyed after a kill in the middle of destroy", async () => {
    let count = 0;
    const killed = await run(sandbox, "destroy", {
      checkpoints: "each",
      watch: ({ op }, kill) => {
        if (op === "delete" && ++count === 40) kill();
      },
    });
    expectKilled(killed);
    await recover(sandbox);
    const { code, errors } = await run(sandbox, "destroy");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    expect(await sandbox.cloud.resources()).toEqual([]);
    expect((await stackState(sandbox)).resources).toEqual([]);
  });
});

/** A command that ends by itself shows why. */
function expectKilled({ signal, errors, output }: Outcome): void {
  expect(signal, [...errors, output.slice(-4000)].join("\n")).toBe("SIGKILL");
}

function counts({ imported, cleared }: Recovery) {
  return { imported: imported.length, cleared: cleared.length };
}
