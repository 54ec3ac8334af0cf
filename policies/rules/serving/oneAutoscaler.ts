import type { Json, JsonObject } from "../../../core/json/json";
import { fieldOf, listOf, objectOf } from "../../../core/json/reading";
import { objectsIn } from "../../kubernetes/labelSelectors";
import { stackRule } from "../../rule";

export const rule = stackRule({
  name: "one-autoscaler",
  title: "A VerticalPodAutoscaler does not resize pods that scale by CPU or memory",
  severity: "medium",
  why: "One autoscaler adds pods and the other enlarges them for the same load: together they oscillate, and pods restart all day.",
  fix: "set updatePolicy.updateMode: Off on the VerticalPodAutoscaler, or scale by a metric of requests",
  references: [
    {
      name: "Vertical Pod Autoscaler: known limitations",
      url: "https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md",
    },
  ],
  enforcement: "mandatory",
  types: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  check: ({ inputs }, graph) => {
    const target = objectOf(inputs, "spec", "scaleTargetRef");
    const metrics = listOf(inputs, "spec", "metrics");
    // Without metrics, Kubernetes scales by CPU.
    if (metrics.length > 0 && !metrics.some(isOfResource)) return [];
    const resized = objectsIn(
      graph,
      "kubernetes:autoscaling.k8s.io/v1:VerticalPodAutoscaler",
      fieldOf(inputs, "metadata", "namespace"),
    ).filter((vertical) => resizes(vertical, target));
    return resized.length === 0
      ? []
      : [{ problem: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods" }];
  },
});

function isOfResource(metric: Json): boolean {
  const names = [fieldOf(metric, "resource", "name"), fieldOf(metric, "containerResource", "name")];
  return names.some((name) => name === "cpu" || name === "memory");
}

function resizes(vertical: JsonObject, { kind, name }: JsonObject): boolean {
  const target = objectOf(vertical, "spec", "targetRef");
  const mode = fieldOf(vertical, "spec", "updatePolicy", "updateMode");
  return target.kind === kind && target.name === name && mode !== "Off";
}
