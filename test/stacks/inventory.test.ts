import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";

/**
 * A URN is a resource's identity. If a URN disappears, the resource is deleted, or replaced if it was only renamed. So
 * change this list only on purpose: a rename needs an alias. Then record the list again with
 * `RECORD=1 npx vitest run test/stacks/inventory.test.ts`.
 *
 * Resources of guardrails have the name of their rule and can be replaced without loss, so the list does not contain
 * them.
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
