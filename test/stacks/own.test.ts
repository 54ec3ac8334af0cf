import { expect, it } from "vitest";
import { settingsOf } from "../../components/settings/load";
import { project } from "../../core/stacks/project";
import { readStackFile, type StackConfig, stacks } from "../../core/stacks/stackFile";
import { loadProgram } from "../../plan/recorder/program";
import { recordProgram } from "../../plan/recorder/record";
import { ruleNames } from "../../policies/catalogue";
import { root } from "../support/plan";

/**
 * The only test of the user's `Pulumi.*.yaml` and `index.ts`: all others use fixtures. It fails only for changes that
 * `npm run plan` rejects too.
 */
it("the user's stacks have valid settings, and their program can be planned", async () => {
  expect(stacks(root)).not.toEqual([]);
  for (const stack of stacks(root)) {
    const own: StackConfig = readStackFile(root, stack);
    const { name } = settingsOf({ ruleNames: ruleNames(), project, stack, ...own });
    const program = () => loadProgram(root);
    const resources = await recordProgram({ project, stack, root, ...own, program });
    expect(resources.map((resource) => resource.name)).toContain(`${name}-cluster`);
  }
});
