import { expect, it } from "vitest";
import { settingsOf } from "../../components/settings/load";
import { project } from "../../core/stacks/project";
import { readStackFile, type StackConfig, stacks } from "../../core/stacks/stackFile";
import { loadProgram } from "../../plan/recorder/program";
import { recordProgram } from "../../plan/recorder/record";
import { ruleNames } from "../../policies/catalogue";
import { root } from "../support/plan";

/**
 * The one test of the user's own `Pulumi.*.yaml` and `index.ts`: all others use fixtures. It asserts nothing that a change
 * of them could break but what `npm run plan` refuses too.
 */
it("the user's own stacks have valid settings, and their program plans", async () => {
  expect(stacks(root)).not.toEqual([]);
  for (const stack of stacks(root)) {
    const own: StackConfig = readStackFile(root, stack);
    const { name } = settingsOf({ ruleNames: ruleNames(), project, stack, ...own });
    const program = () => loadProgram(root);
    const resources = await recordProgram({ project, stack, root, ...own, program });
    expect(resources.map((resource) => resource.name)).toContain(`${name}-cluster`);
  }
});
