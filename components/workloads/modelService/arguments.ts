import { z } from "zod";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import { numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, environmentFields, imageField, transformField } from "../fields";
import type { WorkloadKind } from "../kind";
import { registeredModelField } from "../registeredModel/registeredModel";
import { measureChecks, measureWarnings } from "../serving/autoscaling/measure";
import { replicasChecks } from "../serving/replicas";
import { servingPlacementCheck } from "../serving/servingChecks";
import { servingFields } from "../serving/servingFields";
import { type ServedPods, servingSizeChecks, servingSizeWarnings } from "../serving/servingSize";
import { platformVariables } from "./environment";
import { predictionLogCheck, predictionLogField, predictionLogVariables } from "./predictionLog";
import { scratchGibibytes } from "./serverDeployment";

const schema = z.strictObject({
  ...commonFields,
  image: imageField(
    "Image of the team's server. The server listens on port `PORT`, implements version 2 of the Open Inference Protocol, reads the model from `MODEL_PATH`, and exposes request metrics.",
  ),
  model: registeredModelField,
  shutdownSeconds: numberField(0, 3600, {
    description:
      "Time that the server gives its current requests after SIGTERM, seconds. If it is less than `requestSeconds`, SIGTERM comes later.",
    example: 30,
  }).default(30),
  predictionLog: predictionLogField,
  ...servingFields,
  ...environmentFields,
  transform: transformField({
    deployment: childTransform("k8s.apps.v1.DeploymentArgs"),
    service: childTransform("k8s.core.v1.ServiceArgs"),
    route: childTransform("k8s.apiextensions.CustomResourceArgs"),
    autoscaler: childTransform("k8s.autoscaling.v2.HorizontalPodAutoscalerArgs"),
    scaledObject: childTransform("k8s.apiextensions.CustomResourceArgs"),
  }),
});

export type ModelServiceArgs = z.input<typeof schema>;
/** With defaults. */
export type ModelServiceArguments = z.output<typeof schema>;

const servedPods: ServedPods<ModelServiceArguments> = {
  reads: ["model"],
  minimums: (_, minimum) => [minimum],
  diskGibibytes: ({ model }) => model.sizeGibibytes,
  otherDiskGibibytes: scratchGibibytes,
};

export const modelServiceKind: WorkloadKind<typeof schema> = {
  name: "ModelService",
  description: "A model from MLflow's registry, served by the team's own server.",
  page: "model-service.md",
  schema,
  longestName: () => 50,
  warnings: [...servingSizeWarnings(servedPods), ...measureWarnings],
  checks: [
    ...replicasChecks,
    ...measureChecks,
    servingPlacementCheck,
    predictionLogCheck,
    ...servingSizeChecks(servedPods),
    {
      reads: ["transform", "allowFrom"],
      find: ({ transform, allowFrom }) =>
        issueIf(transform?.route !== undefined && !allowFrom.gateway, {
          path: ["transform", "route"],
          message: "must not be set if allowFrom.gateway is false: then there is no route",
          fix: "remove it, or allow the gateway",
        }),
    },
    {
      reads: ["environment", "secrets", "workspace", "predictionLog"],
      find: (args) =>
        environmentVariableProblems(args, [
          ...Object.keys(platformVariables(args.model)),
          ...Object.keys(predictionLogVariables({ ...args, objectName: "" })),
        ]),
    },
  ],
};
