import { dataTypes } from "../../../core/graph/holdsData";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "state-is-protected",
  title: "Resources with data outside dev are protected or retained",
  severity: "critical",
  why: "A renamed component, or pulumi destroy in the wrong shell, deletes models, data sets or the key that encrypts them.",
  fix: "set the resource option protect or retainOnDelete outside dev, as the data components do",
  references: [
    {
      name: "Pulumi: resource option protect",
      url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    },
  ],
  enforcement: "mandatory",
  onlyAtPlan: true,
  types: dataTypes.filter((type) => type.startsWith("aws:")),
  check: ({ options: { protect, retainOnDelete } }, _, { environment }) => {
    if (environment === "dev" || protect || retainOnDelete) return [];
    return [{ problem: "must be protected or retained" }];
  },
});
