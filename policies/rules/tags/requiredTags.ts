import { each, fieldOf, isSet, itemsOf } from "../../inputReaders";
import { type Finding, stackRule } from "../../rule";
import { taggableTypes, tagsAfterAws } from "../../tags";

/** Tags that the platform adds to each resource. */
const own = ["platform", "environment", "managed-by"];

export const rule = stackRule({
  name: "required-tags",
  title: "Every resource that supports tags has the required tags",
  severity: "medium",
  why: "Without tags, the bill shows the platform as one line: a resource has no owner, and cannot be deleted safely.",
  fix: "set the tags in mlops:tags, which the provider's defaultTags add to every resource; launch templates also need them in tagSpecifications",
  references: [{ name: "AWS whitepaper: Best Practices for Tagging AWS Resources" }],
  enforcement: "mandatory",
  reads: ["requiredTags"],
  types: taggableTypes,
  check: (subject, graph, { requiredTags }) => {
    const required = [...new Set([...requiredTags, ...own])];
    const { type, knownInputs } = subject;
    return [
      ...lacking(tagsAfterAws(subject, graph), required, "tags", "must include"),
      ...(type === "aws:ec2/launchTemplate:LaunchTemplate" ? nodeTagFindings(knownInputs, required) : []),
    ];
  },
});

/** Checks tagSpecifications: instances and volumes get neither defaultTags nor the tags of the template itself. */
function nodeTagFindings(template: object, required: readonly string[]): Finding[] {
  const list = fieldOf(template, "tagSpecifications");
  const specifications: readonly unknown[] = Array.isArray(list) ? itemsOf(list) : [];
  return ["instance", "volume"].flatMap((resourceType) => {
    const has = new Set<string>();
    each(specifications, (one) => {
      if (fieldOf(one, "resourceType") === resourceType) {
        for (const key of required) if (isSet(fieldOf(one, "tags"), key)) has.add(key);
      }
      return [];
    });
    return lacking(has, required, "tagSpecifications", `the tags for each ${resourceType} must include`);
  });
}

function lacking(has: ReadonlySet<string>, required: readonly string[], at: string, demand: string): Finding[] {
  const missing = required.filter((key) => !has.has(key));
  return missing.length === 0 ? [] : [{ at, problem: `${demand} ${missing.join(", ")}` }];
}
