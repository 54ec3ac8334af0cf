import { isJsonObject } from "../../core/json/json";
import { listOf, objectOf, textOf } from "../../core/json/reading";
import type { CreatedObjects, ObjectName } from "../../core/kubernetes/kind";

/**
 * Objects that KServe creates for an InferenceService in the mode Standard with Gateway API: a Deployment and a Service
 * for each predictor, transformer and explainer, an autoscaler unless it is external, and HTTPRoutes, whose names have
 * no version.
 *
 * Source: https://github.com/kserve/kserve/tree/v0.20.0/pkg, `constants/constants.go` (`PredictorServiceName`) and
 * `controller/v1beta1/inferenceservice/reconcilers/ingress/httproute_reconciler.go`.
 */
export const inferenceServiceObjects: CreatedObjects = ({ metadata, spec }) => {
  const service = textOf(metadata, "name");
  if (service === undefined) return [];
  const { predictor, canary, ...others } = objectOf(spec);
  const predictors = [predictor, ...listOf(canary).map((one) => objectOf(one).predictor)].filter(isJsonObject);
  const further = ["transformer", "explainer"].filter((part) => part in others).map((part) => `${service}-${part}`);
  const servers = [...predictors.map(({ name }) => predictorName(service, textOf(name))), ...further];
  const external = textOf(metadata, "annotations", "serving.kserve.io/autoscalerClass") === "external";
  return [
    ...servers.flatMap((name) => serverObjects(name, external)),
    ...[service, `${service}-predictor`, ...further].map((name) => ({ ...route, name })),
  ];
};

const route = { group: "gateway.networking.k8s.io", kind: "HTTPRoute" } as const;

/** Returns the name of the Deployment and the Service of a predictor. */
export function predictorName(service: string, predictor: string | undefined): string {
  return [service, ...(predictor ? [predictor] : []), "predictor"].join("-");
}

function serverObjects(name: string, externalAutoscaler: boolean): ObjectName[] {
  return [
    { group: "apps", kind: "Deployment", name },
    { group: "", kind: "Service", name },
    ...(externalAutoscaler ? [] : [{ group: "autoscaling", kind: "HorizontalPodAutoscaler", name }]),
  ];
}
