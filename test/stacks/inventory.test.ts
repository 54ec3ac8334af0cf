import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";

/**
 * A URN is a resource's identity: one that disappears means a resource that is deleted, and made anew if it was only
 * renamed. So a change of this list is a decision: a rename carries an alias, and then the list is recorded anew with
 * `RECORD=1 npx vitest run test/stacks/inventory.test.ts`.
 *
 * What is made of the guardrails is named after its rule, and nothing is lost with one that is made anew: a new rule is no
 * change of the list.
 */
describe.each(fixtureStacks)("%s", (stack) => {
  it("declares exactly the recorded URNs", async () => {
    const urns = (await planStack(stack))
      .map(({ urn }) => urn)
      .filter((urn) => !urn.includes("mlops:index:Guardrails$"));
    const file = path.join(__dirname, "urns", `${stack}.txt`);
    if (process.env.RECORD) writeFileSync(file, `${urns.join("\n")}\n`);
    expect(urns).toEqual(readFileSync(file, "utf8").trimEnd().split("\n"));
  });
});
