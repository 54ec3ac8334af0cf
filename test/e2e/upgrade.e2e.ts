import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox";
import { importState, recordState, stateFile } from "./support/earlierState";
import { run } from "./support/operations";
import { newSandbox, report, start } from "./support/sandbox";

/**
 * The program on a stack of an earlier version, whose state is `states/dev.json.gz`. An upgrade must not lose
 * resources.
 *
 * Record the state again after a release: `RECORD=1 npm run test:e2e -- upgrade`.
 *
 * Not tested: that AWS performs the updates. The resources do not exist, so only a preview is possible.
 */
let sandbox: Sandbox;

/** Resources that the current program replaces or deletes on purpose, by logical name, with the reason. */
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

  it("loses no resources", async () => {
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
