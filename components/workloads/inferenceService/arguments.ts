import { z } from "zod";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import { numberField } from "../../../core/schema/fields";
import { childTransform, commonFields, environmentFields, transformField } from "../fields";
import type { ArgumentCheck, WorkloadKind } from "../kind";
import { measureChecks, measureOf, measureWarnings } from "../serving/autoscaling/measure";
import { replicasChecks } from "../serving/replicas";
import { servingPlacement, servingPlacementCheck } from "../serving/servingChecks";
import { servingFields } from "../serving/servingFields";
import { type ServedPods, servingSizeChecks, servingSizeWarnings } from "../serving/servingSize";
import { acceleratorUseProblems } from "./acceleratorUse";
import { reservedVariables } from "./environment";
import { predictorDeadlines, scratchGibibytes } from "./predictorServer";
import { serverChecks, serverFields } from "./serverFields";
import { canaryField, type Predictor, predictorChecks, predictors, storedModelField } from "./storedModel";

const schema = z.strictObject({
  ...commonFields,
  model: storedModelField,
  ...serverFields,
  canary: canaryField,
  timeoutMinutes: numberField(1, 10_080, {
    description: "Time that `up` waits until all pods of a version have its content and it answers, minutes.",
    example: 240,
    default: "time to replace all pods, a quarter at a time: see Deadlines in docs/workloads/serving.md",
  }).optional(),
  ...servingFields,
  ...environmentFields,
  transform: transformField({
    inferenceService: childTransform("k8s.apiextensions.CustomResourceArgs"),
    autoscaler: childTransform("k8s.autoscaling.v2.HorizontalPodAutoscalerArgs"),
    scaledObject: childTransform("k8s.apiextensions.CustomResourceArgs"),
  }),
});

export type InferenceServiceArgs = z.input<typeof schema>;
/** With defaults. */
export type InferenceServiceArguments = z.output<typeof schema>;

/** Returns the time after which the Job that waits for a version fails, seconds. */
export function readinessDeadline(
  { timeoutMinutes, ...times }: Pick<InferenceServiceArguments, "timeoutMinutes" | "loadSeconds" | "requestSeconds">,
  predictor: Predictor,
): number {
  return timeoutMinutes === undefined ? predictorDeadlines(predictor, times).readinessSeconds : timeoutMinutes * 60;
}

/** A deadline that is set by hand must not end before a step that it contains. */
const timeoutCheck: ArgumentCheck<InferenceServiceArguments> = {
  reads: ["timeoutMinutes", "loadSeconds", "requestSeconds", "model.sizeGibibytes", "canary"],
  find: (args) => {
    const { timeoutMinutes = Number.POSITIVE_INFINITY, model, canary } = args;
    const needed = predictors({ service: "", model, canary, minimumReplicas: 1 }).map(
      (predictor) => predictorDeadlines(predictor, args).readinessSeconds,
    );
    const fewest = Math.ceil(Math.max(...needed) / 60);
    return issueIf(timeoutMinutes < fewest, {
      message: `must be at least ${fewest}: an update replaces a quarter of the pods at a time, and each may need a new node, the download of the model and twice loadSeconds`,
      fix: `use ${fewest} or more, or remove timeoutMinutes`,
    });
  },
};

/** Accelerators are used. The platform knows this of its runtimes, not of containers of the team. */
const acceleratorUseCheck: ArgumentCheck<InferenceServiceArguments> = {
  reads: ["accelerator", "acceleratorCount", "pool", "workspace", "args", "model.format", "canary"],
  find: (args) => {
    const { model, canary, workspace } = args;
    const { format } = model;
    const placement = servingPlacement(args);
    const formats = new Set([format, ...canary.map((one) => one.model.format ?? format)]);
    return [...formats].flatMap((one) =>
      one === undefined ? [] : acceleratorUseProblems({ ...args, format: one, placement, pools: workspace.pools }),
    );
  },
};

/** Formats whose runtimes do not count requests in flight. */
const unmeasured: readonly string[] = ["sklearn", "xgboost", "lightgbm"];

const unmeasuredCheck: ArgumentCheck<InferenceServiceArguments> = {
  reads: ["replicas.measure", "accelerator", "model.format"],
  find: (args) =>
    issueIf(measureOf(args) === "requests" && unmeasured.includes(args.model.format ?? ""), {
      message: `must not be requests for ${args.model.format}: its runtime exposes no requests in flight`,
      fix: 'use "cpu", or a ModelService',
    }),
};

const servedPods: ServedPods<InferenceServiceArguments> = {
  reads: ["model", "canary", "image"],
  minimums: ({ model, canary }, minimum) =>
    predictors({ service: "", model, canary, minimumReplicas: minimum }).map(({ minimumReplicas }) => minimumReplicas),
  diskGibibytes: ({ model, canary, image }) => {
    const sizes = [model, ...canary.map((one) => one.model)].map(({ sizeGibibytes = 0 }) => sizeGibibytes);
    return Math.max(...sizes) + (image === undefined ? 0 : scratchGibibytes);
  },
  otherDiskGibibytes: 0,
};

export const inferenceServiceKind: WorkloadKind<typeof schema> = {
  name: "InferenceService",
  description: "A model in the bucket, served by a runtime of KServe or by a container of the team, with canaries.",
  page: "inference-service.md",
  schema,
  // The first label of the host is `<name>-predictor-<namespace>`; the label `app` of pods is `isvc.<name>-v99999-predictor`.
  longestName: ({ team }) => 63 - Math.max("-predictor-".length + team.team.length, "isvc.-v99999-predictor".length),
  warnings: [...servingSizeWarnings(servedPods), ...measureWarnings],
  checks: [
    ...serverChecks,
    timeoutCheck,
    ...predictorChecks,
    ...replicasChecks,
    ...measureChecks,
    unmeasuredCheck,
    servingPlacementCheck,
    ...servingSizeChecks(servedPods),
    acceleratorUseCheck,
    {
      reads: ["environment", "secrets", "image"],
      find: (args) => environmentVariableProblems(args, reservedVariables(args)),
    },
  ],
};
