import { describe, expect, it } from "vitest";
import { allRules } from "../../../policies/catalogue";
import { variables, variablesIn } from "../../../policies/kubernetes/variables";
import type { KubernetesRule } from "../../../policies/rule";
import { context } from "../../../policies/specimens/baseStack";

/** Compares the text of rules with their parts. It does not prove that a rule reads every part outside of metadata. */

const rules = allRules().filter((rule) => rule.about === "kubernetes");

/** Fields that identify an object and never change. Owner references are excluded because controllers manage them. */
const identity = /^(apiVersion|kind|metadata\.(name|namespace|ownerReferences))$/;

/** Variables of the pod template, which the cluster's condition adds automatically. */
const ofTemplates: readonly string[] = ["podTemplate", "podLabels", "podAnnotations"];

/** Returns the paths of the object that a rule reads, as deep as parts distinguish them. */
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

  it("include everything that the rule reads, so that a violating update is judged", () => {
    expect(parts).toEqual(expect.arrayContaining(readBy(rule)));
  });

  it("include no metadata that the rule does not read, so that older objects can be labelled", () => {
    const known = parts.filter((part) => part.startsWith("metadata"));
    expect(readBy(rule)).toEqual(expect.arrayContaining(known));
  });
});
