import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { stackState } from "./support/recovery";
import { addProgram, changeSetting, newSandbox, report, start } from "./support/sandbox";

/**
 * Changes that the plan reports first, on the simulated AWS: test/plan/diff/settingsChanges.test.ts has the same
 * changes for the plan of prod. AWS refuses three of them at `up`, and the stack keeps what it had.
 */
let sandbox: Sandbox;

const kubernetes = ["mlops:cluster", "version"];
const storage = ["mlops:data", "database", "storageGibibytes"];

beforeAll(async () => {
  sandbox = newSandbox();
  addProgram(sandbox, "foundation", { call: "foundation()", only: true });
  changeSetting(sandbox, storage, 50);
  await start(sandbox);
  const { code, errors } = await run(sandbox, "up");
  expect(errors).toEqual([]);
  expect(code).toBe(0);
});

afterAll(() => sandbox.erase());

describe("a changed setting", () => {
  it("tag: resources are updated, and none is replaced", async () => {
    changeSetting(sandbox, ["mlops:tags", "owner"], "someone-else");
    const { code, operations } = await run(sandbox, "preview");
    expect(code).toBe(0);
    expect([...new Set(operations.map(({ op }) => op))]).toEqual(["update"]);
    changeSetting(sandbox, ["mlops:tags", "owner"], "ml-platform");
  });

  it.each([
    {
      what: "smaller disk of the database",
      setting: storage,
      wrong: 20,
      right: 50,
      error: "InvalidParameterCombination",
      type: "aws:rds/instance:Instance",
    },
    {
      what: "lower Kubernetes version",
      setting: kubernetes,
      wrong: "1.34",
      right: "1.35",
      error: "Unsupported Kubernetes minor version update from 1.35 to 1.34",
      type: "aws:eks/cluster:Cluster",
    },
  ])("$what: AWS refuses the update, and the next up with the earlier value has no changes", async (one) => {
    const before = await stackState(sandbox);
    changeSetting(sandbox, one.setting, one.wrong);
    const preview = await run(sandbox, "preview");
    expect(preview.operations.filter(({ type }) => type === one.type).map(({ op }) => op)).toEqual(["update"]);
    const refused = await run(sandbox, "up");
    expect(refused.code).not.toBe(0);
    expect(refused.errors.join("\n")).toContain(one.error);
    changeSetting(sandbox, one.setting, one.right);
    const repaired = await run(sandbox, "up");
    expect(repaired.errors).toEqual([]);
    expect(repaired.code).toBe(0);
    const ids = ({ resources }: typeof before) => resources.map(({ urn, id }) => `${urn} ${id}`).sort();
    expect(ids(await stackState(sandbox))).toEqual(ids(before));
    report(`refused: ${one.what}`, { seconds: refused.seconds });
  });

  // The preset keeps the control plane in the first two zones.
  it("removed zone of the control plane: AWS refuses the update", async () => {
    changeSetting(sandbox, ["mlops:zones"], ["us-west-2b", "us-west-2c"]);
    const { code, errors } = await run(sandbox, "up");
    expect(code).not.toBe(0);
    expect(errors.join("\n")).toContain("in which subnets were provided during cluster creation");
  });
});
