import { podTemplateOf, replicatedJobsOf } from "../../../components/kubeflow/trainer/pods";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { predictorDeployment, predictorsOf } from "../../../sandbox/controllers/predictors";
import type { Manifest } from "./bareKubernetes";

/** A template of pods. */
export interface PodTemplate {
  /** Kind and name of its object, and which of several templates it is. */
  readonly of: string;
  readonly namespace: string;
  readonly template: JsonObject;
}

/**
 * Returns all pod templates in manifests. A TrainJob has the templates of its runtime with its patches. In addition,
 * each runtime is returned unchanged for each team's namespace, because teams may write their own TrainJobs.
 *
 * An InferenceService has the template that the sandbox creates: its container has the security settings of upstream's
 * runtimes, and the container that fetches the model is missing.
 */
export function podTemplates(manifests: readonly Manifest[], runtimes: readonly Manifest[]): PodTemplate[] {
  const own = manifests.flatMap((manifest) => {
    const { kind, metadata } = manifest;
    const { namespace } = metadata;
    if (namespace === undefined) return [];
    return templatesOf(manifest, runtimes).map(([part, template]) => ({
      of: [kind, metadata.name, part].filter(Boolean).join(" "),
      namespace,
      template,
    }));
  });
  const teams = manifests.filter(({ kind, metadata }) => kind === "Namespace" && teamLabel in Object(metadata.labels));
  const ofRuntimes = teams.flatMap(({ metadata: { name: namespace } }) =>
    runtimes.flatMap((runtime) =>
      replicatedJobs(at(runtime, "spec")).map(([job, template]) => ({
        of: `${runtime.kind} ${runtime.metadata.name} ${job}`,
        namespace,
        template,
      })),
    ),
  );
  return [...own, ...ofRuntimes];
}

const teamLabel = "mlops.platform/team";

function templatesOf(manifest: Manifest, runtimes: readonly Manifest[]): [part: string, template: JsonObject][] {
  const { kind } = manifest;
  if (kind === "TrainJob") return trainJobTemplates(manifest, runtimes);
  if (kind === "InferenceService") {
    const service = { ...manifest, spec: at(manifest, "spec") };
    return predictorsOf(service).map((one) => [one.name, at(predictorDeployment(service, one), "spec", "template")]);
  }
  if (kind === "TFJob") {
    const replicas = at(manifest, "spec", "tfReplicaSpecs");
    return Object.keys(replicas).map((type) => [type, at(replicas, type, "template")]);
  }
  if (kind === "CronJob") return [["", at(manifest, "spec", "jobTemplate", "spec", "template")]];
  return templateKinds.has(kind) ? [["", at(manifest, "spec", "template")]] : [];
}

const templateKinds = new Set(["DaemonSet", "Deployment", "Job", "StatefulSet"]);

/** Returns the templates that Kubeflow Trainer creates. @throws Error if the runtime is missing. */
function trainJobTemplates(trainJob: Manifest, runtimes: readonly Manifest[]): [string, JsonObject][] {
  const runtimeName = at(trainJob, "spec", "runtimeRef").name;
  const runtime = runtimes.find(({ metadata }) => metadata.name === runtimeName);
  if (!runtime) throw new Error(`TrainJob "${trainJob.metadata.name}": there is no runtime ${String(runtimeName)}`);
  return replicatedJobsOf({ spec: at(trainJob, "spec") }, { spec: at(runtime, "spec") }).map((job) => [
    String(job.name),
    podTemplateOf(job),
  ]);
}

function replicatedJobs(runtimeSpec: JsonObject): [name: string, template: JsonObject][] {
  const jobs = at(runtimeSpec, "template", "spec").replicatedJobs;
  return (Array.isArray(jobs) ? jobs : [])
    .filter(isJsonObject)
    .map((job) => [String(job.name), at(job, "template", "spec", "template")]);
}

/** Returns the object at a path. @throws Error if there is no object. */
function at(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return keys.reduce((found, key) => {
    const inner: Json | undefined = found[key];
    if (!isJsonObject(inner)) throw new Error(`there is no ${keys.join(".")}`);
    return inner;
  }, object);
}
