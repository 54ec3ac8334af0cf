import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox";
import { importState, recordState, stateFile } from "./support/earlierState";
import { run } from "./support/operations";
import { newSandbox, report, start } from "./support/sandbox";

/**
 * The program on a stack that an earlier one brought up: `states/dev.json.gz` is what that one left. Whoever upgrades must
 * not lose anything.
 *
 * After a release the state is recorded anew: `RECORD=1 npm run test:e2e -- upgrade`.
 *
 * What this does not prove: that AWS performs the updates. A preview is as far as a state without its things goes.
 */
let sandbox: Sandbox;

/** Resources that the program replaces or deletes on purpose since then, by logical name, with the reason. */
const intended: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  sandbox = newSandbox();
  await start(sandbox);
});

afterAll(() => sandbox.erase());

describe("an upgrade", () => {
  it.runIf(process.env.RECORD)("is recorded from", async () => {
    expect((await run(sandbox, "up")).code).toBe(0);
    await recordState(sandbox, stateFile("dev"));
    expect((await run(sandbox, "destroy")).code).toBe(0);
  });

  it("loses nothing", async () => {
    expect(existsSync(stateFile("dev"))).toBe(true);
    await importState(sandbox, stateFile("dev"));
    const { code, operations, changes, errors } = await run(sandbox, "preview");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const losses = operations.filter(({ op }) => !["create", "update"].includes(op));
    const unexpected = losses.filter(({ urn }) => !Object.hasOwn(intended, urn.split("::").at(-1) ?? ""));
    expect(unexpected.map(({ op, urn, diffs }) => [op, urn, diffs])).toEqual([]);
    report("upgrade from the recorded state", {
      same: changes.same ?? 0,
      update: changes.update ?? 0,
      create: changes.create ?? 0,
    });
  });
});
