import type * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, transformField } from "../fields";
import type { WorkloadKind } from "../kind";
import { podsDuringUpdate, replicasChecks } from "../serving/replicas";
import { servingChecks } from "../serving/servingChecks";
import { servingFields } from "../serving/servingFields";
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
    inferenceService: childTransform<k8s.apiextensions.CustomResourceArgs>(),
    autoscaler: childTransform<k8s.autoscaling.v2.HorizontalPodAutoscalerArgs>(),
  }),
});

export type InferenceServiceArgs = z.input<typeof schema>;
/** With defaults. */
export type InferenceServiceArguments = z.output<typeof schema>;

export const inferenceServiceKind: WorkloadKind<typeof schema> = {
  name: "InferenceService",
  description: "A model in the bucket, served by a runtime of KServe, with canaries.",
  page: "inference-service.md",
  schema,
  // The first label of the host is `<name>-predictor-<namespace>`; the label `app` of pods is `isvc.<name>-v99999-predictor`.
  longestName: ({ team }) => 63 - Math.max("-predictor-".length + team.team.length, "isvc.-v99999-predictor".length),
  checks: [
    ...predictorChecks,
    ...replicasChecks,
    ...servingChecks<InferenceServiceArguments>({
      reads: ["replicas.minimum", "canary"],
      count: ({ model, canary, replicas: { minimum } }) =>
        predictors({ service: "", model, canary, minimumReplicas: minimum })
          .map(({ minimumReplicas }) => podsDuringUpdate(minimumReplicas))
          .reduce((sum, one) => sum + one),
    }),
  ],
};
