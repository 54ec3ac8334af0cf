import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { fieldOf, listOf, objectOf, textOf } from "../../../core/json/reading";
import type { PodsOf } from "../../../core/kubernetes/kind";
import { strategicMerge } from "../../../core/kubernetes/strategicMerge";

/** Label that maps a runtime's job to the part of a TrainJob that configures it: `trainer`, or an initializer. */
export const stepLabel = "trainer.kubeflow.org/trainjob-ancestor-step";

/** Pods of a TrainJob: those of its runtime, if the program declares the runtime. */
export const trainJobPods: PodsOf = (trainJob, refer) => {
  const name = textOf(fieldOf(trainJob, "spec", "runtimeRef", "name"));
  const kind = textOf(fieldOf(trainJob, "spec", "runtimeRef", "kind")) ?? "ClusterTrainingRuntime";
  const runtime = name === undefined ? undefined : refer(kind, name);
  if (!runtime) return { templates: [], hidden: true };
  return { templates: replicatedJobsOf(trainJob, runtime).map(podTemplateOf) };
};

/** Pods of a JobSet: one template for each of its jobs. */
export const jobSetPods: PodsOf = (jobSet) => ({ templates: jobsIn(jobSet.spec).map(podTemplateOf) });

/**
 * Returns the jobs of the JobSet that Trainer creates for a TrainJob: the jobs of the runtime, with the TrainJob's
 * patches and its own fields applied. Variables that Trainer adds for a framework's peers are not included.
 *
 * Source: https://github.com/kubeflow/trainer, tag v2.3.0, `pkg/runtime/core/trainingruntime.go`, `newRuntimeInfo`, and
 * `pkg/runtime/framework/plugins/jobset/builder.go`.
 */
export function replicatedJobsOf(trainJob: JsonObject, runtime: JsonObject): JsonObject[] {
  const patches = listOf(trainJob, "spec", "runtimePatches").map((patch) =>
    objectOf(patch, "trainingRuntimeSpec", "template", "spec"),
  );
  const jobSet = patches.reduce<JsonObject>(strategicMerge, objectOf(runtime, "spec", "template", "spec"));
  const { trainer, initializer } = objectOf(trainJob, "spec");
  return jobsIn(jobSet).map((job) => {
    switch (fieldOf(job, "template", "metadata", "labels", stepLabel)) {
      case "trainer":
        return withContainer(job, "node", (container) => withTrainer(container, objectOf(trainer)));
      case "dataset-initializer":
        return withContainer(job, "dataset-initializer", (container) =>
          fetching(container, fieldOf(initializer, "dataset")),
        );
      case "model-initializer":
        return withContainer(job, "model-initializer", (container) =>
          fetching(container, fieldOf(initializer, "model")),
        );
      default:
        return job;
    }
  });
}

/** Returns the pod template of a job. JobSet's webhook sets the default of `restartPolicy`. */
export function podTemplateOf(job: JsonObject): JsonObject {
  const template = objectOf(job, "template", "spec", "template");
  return { ...template, spec: { restartPolicy: "OnFailure", ...objectOf(template.spec) } };
}

function jobsIn(jobSetSpec: Json | undefined): JsonObject[] {
  return listOf(jobSetSpec, "replicatedJobs").filter(isJsonObject);
}

function withContainer(job: JsonObject, name: string, change: (container: JsonObject) => JsonObject): JsonObject {
  const containers = listOf(job, "template", "spec", "template", "spec", "containers").filter(isJsonObject);
  const changed = containers.map((container) => (container.name === name ? change(container) : container));
  return withField(job, ["template", "spec", "template", "spec", "containers"], changed);
}

function withField(holder: JsonObject, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  return { ...holder, [key]: rest.length === 0 ? value : withField(objectOf(holder[key]), rest, value) };
}

function withTrainer(container: JsonObject, trainer: JsonObject): JsonObject {
  const { image, command, args, env, resourcesPerNode } = trainer;
  return {
    ...container,
    ...(image !== undefined && { image }),
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ...(env !== undefined && { env: withVariables(container.env, listOf(env)) }),
    ...(resourcesPerNode !== undefined && {
      resources: strategicMerge(objectOf(container.resources), objectOf(resourcesPerNode)),
    }),
  };
}

function fetching(container: JsonObject, initializer: Json | undefined): JsonObject {
  if (!isJsonObject(initializer)) return container;
  const { storageUri, env, secretRef } = initializer;
  const given = [...(storageUri === undefined ? [] : [{ name: "STORAGE_URI", value: storageUri }]), ...listOf(env)];
  return {
    ...container,
    env: withVariables(container.env, given),
    ...(secretRef !== undefined && { envFrom: [...listOf(container.envFrom), { secretRef }] }),
  };
}

/** A variable of the same name is replaced as a whole, including its `valueFrom`. */
function withVariables(before: Json | undefined, given: readonly Json[]): Json[] {
  const nameOf = (variable: Json) => fieldOf(variable, "name");
  const own = listOf(before);
  const replaced = own.map((old) => given.findLast((one) => nameOf(one) === nameOf(old)) ?? old);
  return [...replaced, ...given.filter((one) => !own.some((old) => nameOf(old) === nameOf(one)))];
}
