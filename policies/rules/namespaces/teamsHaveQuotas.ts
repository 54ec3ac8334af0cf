import { fieldOf, objectOf } from "../../../core/json/reading";
import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import { teamLabel } from "../../../core/kubernetes/labels";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const accelerators = Object.values(acceleratorResources).map((resource) => `requests.${resource}`);

export const rule = stackRule({
  name: "teams-have-quotas",
  title: "Every team namespace has a LimitRange, and a ResourceQuota that includes accelerators",
  severity: "high",
  why: "One team's sweep with a wrong parameter takes every GPU of the account, and the jobs of all other teams wait.",
  fix: "create the namespace with Team, or add a ResourceQuota and a LimitRange; set the quota of unused accelerators to 0",
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
        ? [{ problem: "must have a ResourceQuota" }]
        : accelerators.flatMap((key) =>
            limited.has(key) ? [] : [{ problem: `its ResourceQuota must limit ${key}` }],
          )),
      ...(limits.length === 0 ? [{ problem: "must have a LimitRange" }] : []),
    ];
  },
});
