import type { Json } from "../../core/json/json";
import { textOf } from "../../core/json/reading";
import type { CreatedObjects } from "../../core/kubernetes/kind";

/**
 * Returns the name of the HorizontalPodAutoscaler that KEDA creates for a ScaledObject.
 *
 * Source: `getHPAName` in https://github.com/kedacore/keda/blob/v2.20.0/controllers/keda/hpa.go.
 */
export function autoscalerName(scaledObject: string, spec: Json | undefined): string {
  return textOf(spec, "advanced", "horizontalPodAutoscalerConfig", "name") || `keda-hpa-${scaledObject}`;
}

/** The HorizontalPodAutoscaler that KEDA creates for a ScaledObject. */
export const scaledObjectObjects: CreatedObjects = ({ metadata, spec }) => {
  const name = textOf(metadata, "name");
  if (name === undefined) return [];
  return [{ group: "autoscaling", kind: "HorizontalPodAutoscaler", name: autoscalerName(name, spec) }];
};
