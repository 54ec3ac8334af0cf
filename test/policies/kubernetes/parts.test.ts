import { describe, expect, it } from "vitest";
import { allRules } from "../../../policies/catalogue";
import { variables, variablesIn } from "../../../policies/kubernetes/variables";
import type { KubernetesRule } from "../../../policies/rule";
import { context } from "../../../policies/specimens/baseStack";

/** By the text of rules. What this does not prove: that a rule reads all of the parts that it names beside metadata. */

const rules = allRules().filter((rule) => rule.about === "kubernetes");

/** What tells which object it is: no update changes it. Owners come and go, and are no matter of the team's. */
const identity = /^(apiVersion|kind|metadata\.(name|namespace|ownerReferences))$/;

/** Variables about a pod's template, which the cluster's condition knows by itself. */
const ofTemplates: readonly string[] = ["podTemplate", "podLabels", "podAnnotations"];

/** Paths of the object that a rule reads, as far as they tell one part from another. */
function readBy({ violations }: KubernetesRule): string[] {
  const own = violations(context);
  const used = variablesIn(own).filter((name) => !ofTemplates.includes(name));
  const text = [own, ...used.map((name) => variables[name])].join("\n");
  const paths = [...text.matchAll(/\bobject\.\??(metadata\.\??)?(\w+)/g)].map(
    ([, metadata, name]) => `${metadata ? "metadata." : ""}${name}`,
  );
  return [...new Set(paths)].filter((path) => !identity.test(path));
}

describe.each(rules.map((rule) => [rule.name, rule] as const))("the parts of %s", (_, rule) => {
  const { parts = ["spec"] } = rule;

  it("have all that the rule reads: an update that breaks it is judged", () => {
    expect(parts).toEqual(expect.arrayContaining(readBy(rule)));
  });

  it("have nothing of the metadata that it does not read: an older object can be labelled", () => {
    const known = parts.filter((part) => part.startsWith("metadata"));
    expect(readBy(rule)).toEqual(expect.arrayContaining(known));
  });
});
