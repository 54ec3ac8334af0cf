import { isJsonObject, type JsonObject } from "../../core/json/json";
import { fieldOf, listOf, objectOf, textOf } from "../../core/json/reading";
import { modelServiceWorkload, workloadLabel } from "../../core/kubernetes/labels";
import type { Subject } from "../subject";

/** Resource types that can serve a model: KServe's InferenceService, and the Deployment of a `ModelService`. */
export const servingTypes = [
  "kubernetes:serving.kserve.io/v1beta1:InferenceService",
  "kubernetes:apps/v1:Deployment",
] as const;

/** A served model of either kind. */
export interface ServedModel {
  readonly name: string;
  readonly namespace: string;
  /** Names of the Deployments of its versions: the stable version first, then the canaries. */
  readonly deployments: readonly [string, ...string[]];
  /** Labels that all its pods have. */
  readonly podLabels: JsonObject;
}

/** Returns the model that a resource serves, or undefined for other Deployments. */
export function servedModel({ type, inputs }: Subject): ServedModel | undefined {
  const metadata = objectOf(inputs, "metadata");
  const name = textOf(metadata.name);
  const namespace = textOf(metadata.namespace);
  if (name === undefined || namespace === undefined) return undefined;
  if (type === servingTypes[0]) return { name, namespace, ...podsOfInferenceService(name, objectOf(inputs, "spec")) };
  if (fieldOf(metadata, "labels", workloadLabel) !== modelServiceWorkload) return undefined;
  const podLabels = objectOf(inputs, "spec", "template", "metadata", "labels");
  return { name, namespace, deployments: [name], podLabels };
}

/** Returns the names and labels that KServe uses in mode Standard. */
function podsOfInferenceService(name: string, spec: JsonObject): Pick<ServedModel, "deployments" | "podLabels"> {
  const deployment = (predictor: JsonObject) =>
    [name, textOf(predictor.name), "predictor"].filter((part) => part !== undefined).join("-");
  const canaries = listOf(spec, "canary").filter(isJsonObject);
  return {
    deployments: [
      deployment(objectOf(spec, "predictor")),
      ...canaries.map((canary) => deployment(objectOf(canary, "predictor"))),
    ],
    podLabels: { "serving.kserve.io/inferenceservice": name, component: "predictor" },
  };
}
