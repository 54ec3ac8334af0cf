import { z } from "zod";
import { numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, transformField } from "../fields";
import type { WorkloadKind } from "../kind";
import { replicasChecks } from "../serving/replicas";
import { servingPlacementCheck } from "../serving/servingChecks";
import { servingFields } from "../serving/servingFields";
import { type ServedPods, servingSizeChecks, servingSizeWarnings } from "../serving/servingSize";
import { canaryField, predictorChecks, predictors, storedModelField } from "./storedModel";

const schema = z.strictObject({
  ...commonFields,
  model: storedModelField,
  canary: canaryField,
  timeoutMinutes: numberField(1, 1440, {
    description: "Time that `up` waits until a version answers, minutes.",
    example: 30,
  }).default(30),
  ...servingFields,
  transform: transformField({
    inferenceService: childTransform("k8s.apiextensions.CustomResourceArgs"),
    autoscaler: childTransform("k8s.autoscaling.v2.HorizontalPodAutoscalerArgs"),
  }),
});

export type InferenceServiceArgs = z.input<typeof schema>;
/** With defaults. */
export type InferenceServiceArguments = z.output<typeof schema>;

const servedPods: ServedPods<InferenceServiceArguments> = {
  reads: ["model", "canary"],
  minimums: ({ model, canary }, minimum) =>
    predictors({ service: "", model, canary, minimumReplicas: minimum }).map(({ minimumReplicas }) => minimumReplicas),
  diskGibibytes: () => 0,
  otherDiskGibibytes: 0,
};

export const inferenceServiceKind: WorkloadKind<typeof schema> = {
  name: "InferenceService",
  description: "A model in the bucket, served by a runtime of KServe, with canaries.",
  page: "inference-service.md",
  schema,
  // The first label of the host is `<name>-predictor-<namespace>`; the label `app` of pods is `isvc.<name>-v99999-predictor`.
  longestName: ({ team }) => 63 - Math.max("-predictor-".length + team.team.length, "isvc.-v99999-predictor".length),
  warnings: servingSizeWarnings(servedPods),
  checks: [...predictorChecks, ...replicasChecks, servingPlacementCheck, ...servingSizeChecks(servedPods)],
};
