import { fieldOf, objectOf } from "../../../core/json/reading";
import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import { teamLabel } from "../../../core/kubernetes/labels";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const accelerators = Object.values(acceleratorResources).map((resource) => `requests.${resource}`);

export const rule = stackRule({
  name: "teams-have-quotas",
  title: "Every team's namespace has a ResourceQuota, accelerators included, and a LimitRange",
  severity: "high",
  why: "A sweep of one team with a wrong parameter takes every GPU of the account, and everybody else's jobs wait.",
  fix: "make the namespace with Team, or give it a ResourceQuota and a LimitRange; 0 for accelerators that it has none of",
  references: [eksBestPractices("Quotas", "tenant-isolation")],
  enforcement: "mandatory",
  types: ["kubernetes:core/v1:Namespace"],
  check: ({ inputs }, graph) => {
    const { name, labels } = objectOf(inputs, "metadata");
    if (fieldOf(labels, teamLabel) === undefined) return [];
    const quotas = objectsIn(graph, "kubernetes:core/v1:ResourceQuota", name);
    const limits = objectsIn(graph, "kubernetes:core/v1:LimitRange", name);
    const limited = new Set(quotas.flatMap((quota) => Object.keys(objectOf(quota, "spec", "hard"))));
    return [
      ...(quotas.length === 0
        ? [{ problem: "has no ResourceQuota" }]
        : accelerators.flatMap((key) => (limited.has(key) ? [] : [{ problem: `its ResourceQuota limits no ${key}` }]))),
      ...(limits.length === 0 ? [{ problem: "has no LimitRange" }] : []),
    ];
  },
});
