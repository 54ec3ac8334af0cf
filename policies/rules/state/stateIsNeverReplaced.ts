import { dataTypes } from "../../../core/graph/holdsData";
import { stackRule } from "../../rule";

/** Types whose replacement would be empty. Only log groups may be replaced. */
const types = dataTypes.filter((type) => type.startsWith("aws:") && type !== "aws:cloudwatch/logGroup:LogGroup");

export const rule = stackRule({
  name: "state-is-never-replaced",
  title: "Updates outside dev never replace resources with data",
  severity: "critical",
  why: "A changed name replaces a full bucket or database with an empty one, and the platform loses its data.",
  fix: "set the resource option protect, which prevents replacements, and remove replaceOnChanges",
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
        ? [{ problem: "must be protected, because a replacement of a retained resource is empty" }]
        : []),
      ...(replaceOnChanges.length > 0 ? [{ problem: "must not set replaceOnChanges" }] : []),
    ];
  },
});
