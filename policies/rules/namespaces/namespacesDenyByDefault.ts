import type { JsonObject } from "../../../core/json/json";
import { listOf, objectOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const directions = ["Ingress", "Egress"] as const;

export const rule = stackRule({
  name: "namespaces-deny-by-default",
  title: "Every namespace denies ingress and egress unless a NetworkPolicy allows it",
  severity: "high",
  why: "Without a default deny, one compromised notebook reaches every database, every model and the metadata service of its node.",
  fix: "create the namespace with PlatformNamespace or Team, or add a NetworkPolicy with podSelector {} and both policyTypes",
  references: [
    { name: "CIS EKS 4.3.2" },
    { name: "NSA C-0030" },
    { name: "CKV2_K8S_6" },
    eksBestPractices("Create a default deny policy", "network-security"),
  ],
  enforcement: "mandatory",
  types: ["kubernetes:core/v1:Namespace"],
  check: ({ inputs }, graph) => {
    const ofAllPods = objectsIn(
      graph,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      objectOf(inputs, "metadata").name,
    ).filter((policy) => isEmpty(objectOf(policy, "spec", "podSelector")));
    return directions.flatMap((direction) =>
      ofAllPods.some((policy) => listOf(policy, "spec", "policyTypes").includes(direction))
        ? []
        : [{ problem: `must have a NetworkPolicy for ${direction} with an empty podSelector` }],
    );
  },
});

/** Whether a selector matches all pods. A selector for pods without a label does not. */
function isEmpty(selector: JsonObject): boolean {
  return (
    Object.keys(objectOf(selector, "matchLabels")).length === 0 && listOf(selector, "matchExpressions").length === 0
  );
}
