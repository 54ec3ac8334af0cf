import { dataTypes } from "../../../core/graph/holdsData";
import { stackRule } from "../../rule";

/** A new one in their place is empty; logs alone may begin anew. */
const types = dataTypes.filter((type) => type.startsWith("aws:") && type !== "aws:cloudwatch/logGroup:LogGroup");

export const rule = stackRule({
  name: "state-is-never-replaced",
  title: "What holds data is never made anew by an update outside dev",
  severity: "critical",
  why: "A change of a name makes an empty bucket or database in place of the full one, and the platform starts from nothing.",
  fix: "set the resource option protect, which refuses replacements, and no replaceOnChanges",
  references: [
    {
      name: "Pulumi: resource option protect",
      url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    },
  ],
  enforcement: "mandatory",
  onlyAtPlan: true,
  types,
  check: ({ options: { protect, retainOnDelete, replaceOnChanges = [] } }, _, { environment }) => {
    if (environment === "dev") return [];
    return [
      ...(retainOnDelete && !protect
        ? [{ problem: "is retained but not protected: a replacement would be empty" }]
        : []),
      ...(replaceOnChanges.length > 0 ? [{ problem: "asks to be replaced: replaceOnChanges is set" }] : []),
    ];
  },
});
