import { textOf } from "../../core/json/reading";
import type { CreatedObjects } from "../../core/kubernetes/kind";

/**
 * The HorizontalPodAutoscaler that KEDA creates for a ScaledObject.
 *
 * Source: `getHPAName` in https://github.com/kedacore/keda/blob/v2.20.0/controllers/keda/hpa.go.
 */
export const scaledObjectObjects: CreatedObjects = ({ metadata, spec }) => {
  const name = textOf(metadata, "name");
  if (name === undefined) return [];
  const given = textOf(spec, "advanced", "horizontalPodAutoscalerConfig", "name");
  return [{ group: "autoscaling", kind: "HorizontalPodAutoscaler", name: given || `keda-hpa-${name}` }];
};
