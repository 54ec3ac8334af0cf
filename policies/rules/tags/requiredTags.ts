import { each, fieldOf, isSet, itemsOf } from "../../inputReaders";
import { type Finding, stackRule } from "../../rule";
import { taggableTypes, tagsAfterAws } from "../../tags";

/** What the platform itself says of each resource. */
const own = ["platform", "environment", "managed-by"];

export const rule = stackRule({
  name: "required-tags",
  title: "Whatever can bear tags says whose it is",
  severity: "medium",
  why: "Nobody can say who pays for a resource, or whether it may go: the bill has one line for all of the platform.",
  fix: "set the tags in mlops:tags, which the provider's defaultTags bring everywhere; launch templates need them in tagSpecifications",
  references: [{ name: "AWS whitepaper: Best Practices for Tagging AWS Resources" }],
  enforcement: "mandatory",
  reads: ["requiredTags"],
  types: taggableTypes,
  check: (subject, graph, { requiredTags }) => {
    const required = [...new Set([...requiredTags, ...own])];
    const { type, knownInputs } = subject;
    return [
      ...lacking(tagsAfterAws(subject, graph), required, "tags", "lacks"),
      ...(type === "aws:ec2/launchTemplate:LaunchTemplate" ? ofNodes(knownInputs, required) : []),
    ];
  },
});

/** Neither defaultTags nor the template's own tags reach what is launched from it. */
function ofNodes(template: object, required: readonly string[]): Finding[] {
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
    return lacking(has, required, "tagSpecifications", `tags of each ${resourceType} lack`);
  });
}

function lacking(has: ReadonlySet<string>, required: readonly string[], at: string, words: string): Finding[] {
  const missing = required.filter((key) => !has.has(key));
  return missing.length === 0 ? [] : [{ at, problem: `${words} ${missing.join(", ")}` }];
}
