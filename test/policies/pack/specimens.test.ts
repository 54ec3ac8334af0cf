import { describe, expect, it } from "vitest";
import { judgedLater, judgedLaterTotal, policiesOf } from "../../../policies/pack/policies";
import { StackJudge } from "../../../policies/pack/stackJudge";
import { enforcementIn, type Rule } from "../../../policies/rule";
import type { Specimen } from "../../../policies/specimen";
import { baseStack, context } from "../../../policies/specimens/baseStack";
import { cataloguedSpecimens } from "../../support/specimens";
import { analyzed, type Diagnostic } from "./support";

/** Runs every specimen through the handlers of the policy pack that Pulumi's engine calls. */

async function reported(rule: Rule, { stack, context: own }: Specimen): Promise<Diagnostic[]> {
  const settings = { context: { ...context, ...own }, waivers: [] };
  return analyzed(policiesOf([rule], new StackJudge(() => settings)), [...baseStack(), ...stack]);
}

/** Returns the last line of a message, after the description of the policy. */
function said({ message }: Diagnostic): string {
  return message.split("\n").at(-1) ?? "";
}

const later = [judgedLater, judgedLaterTotal];

const shown = cataloguedSpecimens().filter(({ rule }) => rule.onlyAtPlan !== true);

describe.each(shown.map((one) => [one.rule.name, one] as const))("%s", (_, { rule, passing, failing }) => {
  it.each(passing.map((specimen) => [specimen.title, specimen] as const))("passes %s", async (_title, specimen) => {
    const found = await reported(rule, specimen);
    expect(found.filter(({ policy }) => !later.includes(policy))).toEqual([]);
  });

  it.each(failing.map((specimen) => [specimen.title, specimen] as const))("reports %s", async (_title, specimen) => {
    const found = await reported(rule, specimen);
    const environment = specimen.context?.environment ?? context.environment;
    if (specimen.status === "deferred") {
      expect(found.some((one) => later.includes(one.policy) && one.level === "advisory")).toBe(true);
      expect(found.filter(({ level }) => level === "mandatory")).toEqual([]);
      return;
    }
    const own = found.filter(({ policy }) => !later.includes(policy));
    expect(own.map(said)).toContain(`${specimen.message}. Fix: ${rule.fix}`);
    expect(new Set(own.map(({ level }) => level))).toEqual(new Set([enforcementIn(environment, rule)]));
  });
});
