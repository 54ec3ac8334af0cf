import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import { type Condition, conditionsFor } from "./conditions";
import type { Controller, ControllerContext, KubernetesApi } from "./controller";
import { ensureJob, hasEnded, jobCounts } from "./jobs";
import { forEach, generationOf, isDeleting, jsonObject, type Kind, referenceOf } from "./objects";

/** The part of Kubeflow Trainer, and of JobSet below it, that runs TrainJobs. */
export const trainJobs: Controller = {
  name: "train-jobs",
  standsFor:
    "Kubeflow Trainer and JobSet, for TrainJobs: of the runtime's job `node`, with what the TrainJob says and patches, an indexed Job of as many pods as nodes, which are scheduled for real and end at once; Complete or Failed as that Job",
  notProven:
    "that a program trains and that nodes find each other (no variables, no JobSet, no headless Service), restarts, initializers, and the checks of the webhooks",
  owner: {
    workload: { kind: "Deployment", namespace: "kubeflow-system", name: "kubeflow-trainer-controller-manager" },
  },
  reconcile: async (context) => {
    const all = await context.api.list(trainJobKind.apiVersion, trainJobKind.kind);
    await forEach(
      all.filter((trainJob) => !isDeleting(trainJob)),
      (trainJob) => run(trainJob, context),
    );
  },
};

const group = "trainer.kubeflow.org";
const trainJobKind: Kind = { apiVersion: `${group}/v1alpha1`, kind: "TrainJob" };

/** Of the runtimes of the platform: the job and the container that a TrainJob's `trainer` is about. */
const stepLabel = `${group}/trainjob-ancestor-step`;
const containerName = "node";

const replicatedJob = z.looseObject({
  name: z.string(),
  template: z.looseObject({ metadata: jsonObject.default({}), spec: jsonObject.default({}) }),
});

const runtimeSpec = z.looseObject({
  mlPolicy: z.looseObject({ numNodes: z.number().default(1) }).prefault({}),
  template: z.looseObject({ spec: z.looseObject({ replicatedJobs: z.array(replicatedJob) }) }),
});

const trainJobSpec = z.looseObject({
  runtimeRef: z.looseObject({ kind: z.string().default("ClusterTrainingRuntime"), name: z.string() }),
  trainer: jsonObject.default({}),
  suspend: z.boolean().default(false),
  activeDeadlineSeconds: z.number().optional(),
  runtimePatches: z
    .array(
      z.looseObject({
        trainingRuntimeSpec: z
          .looseObject({
            template: z
              .looseObject({ spec: z.looseObject({ replicatedJobs: z.array(replicatedJob).default([]) }).prefault({}) })
              .prefault({}),
          })
          .prefault({}),
      }),
    )
    .default([]),
});

async function run(trainJob: KubernetesObject, context: ControllerContext): Promise<void> {
  const { api, now } = context;
  const made = await jobOf(trainJob, api);
  if (!made) return;
  const job = await ensureJob({ owner: trainJob, kind: trainJobKind, ...made }, api);
  const ended = hasEnded(job);
  const conditions: Condition[] = ended ? [{ ...ended, ...(ended.type === "Complete" && completed) }] : [];
  const wanted = conditionsFor(conditions, generationOf(trainJob), trainJob.status?.conditions, now());
  const jobsStatus = [{ name: containerName, ...jobCounts(job) }];
  if (!wanted && JSON.stringify(jobsStatus) === JSON.stringify(trainJob.status?.jobsStatus)) return;
  const status = { jobsStatus, ...(wanted && { conditions: wanted }) };
  await api.patch(referenceOf(trainJobKind, trainJob), { status }, "status");
}

/** JobSet's words. */
const completed = { reason: "AllJobsCompleted", message: "jobset completed successfully" };

/** @returns undefined where there is no such runtime: upstream's webhook would have refused the TrainJob. */
async function jobOf({ metadata, spec }: KubernetesObject, api: KubernetesApi) {
  const { runtimeRef, trainer, suspend, activeDeadlineSeconds, runtimePatches } = trainJobSpec.parse(spec);
  const inNamespace = runtimeRef.kind === "TrainingRuntime" ? metadata.namespace : undefined;
  const runtime = await api.read({
    apiVersion: trainJobKind.apiVersion,
    kind: runtimeRef.kind,
    name: runtimeRef.name,
    namespace: inNamespace,
  });
  if (!runtime) return undefined;
  const { mlPolicy, template } = runtimeSpec.parse(runtime.spec);
  const trainerJob = template.spec.replicatedJobs.find(
    (one) => objectOf(one.template.metadata.labels)[stepLabel] === "trainer",
  );
  if (!trainerJob) return undefined;

  const patches = runtimePatches
    .flatMap(({ trainingRuntimeSpec }) => trainingRuntimeSpec.template.spec.replicatedJobs)
    .filter(({ name }) => name === trainerJob.name);
  const own = { spec: { containers: [{ name: containerName, ...containerOf(trainer) }] } };
  const podTemplates = [own, ...patches.map((patch) => objectOf(patch.template.spec.template))];
  const pod = podTemplates.reduce(patched, objectOf(trainerJob.template.spec.template));
  const nodes = typeof trainer.numNodes === "number" ? trainer.numNodes : mlPolicy.numNodes;
  const jobSetLabels = {
    "jobset.sigs.k8s.io/jobset-name": metadata.name,
    "jobset.sigs.k8s.io/replicatedjob-name": trainerJob.name,
  };
  return {
    name: `${metadata.name}-${trainerJob.name}-0`,
    labels: jobSetLabels,
    spec: {
      ...trainerJob.template.spec,
      suspend,
      ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
      completionMode: "Indexed",
      completions: nodes,
      parallelism: nodes,
      template: patched(pod, { metadata: { labels: jobSetLabels } }),
    },
  };
}

function containerOf({ image, command, args, env, resourcesPerNode }: JsonObject): JsonObject {
  const given: [string, Json | undefined][] = Object.entries({
    image,
    command,
    args,
    env,
    resources: resourcesPerNode,
  });
  return Object.fromEntries(given.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** Lists of a pod whose items Kubernetes tells apart by a field, and merges. All others are taken whole. */
const itemKeys: Readonly<Record<string, string>> = {
  containers: "name",
  env: "name",
  volumes: "name",
  volumeMounts: "mountPath",
};

/** Kubernetes' strategic merge, as far as pods of training need it. */
export function patched(target: JsonObject, patch: JsonObject): JsonObject {
  const changed = Object.entries(patch).map(([key, value]): [string, Json] => {
    const before = target[key];
    if (isJsonObject(value) && isJsonObject(before)) return [key, patched(before, value)];
    const itemKey = itemKeys[key];
    return itemKey !== undefined && Array.isArray(value) && Array.isArray(before)
      ? [key, patchedItems(before.filter(isJsonObject), value.filter(isJsonObject), itemKey)]
      : [key, value];
  });
  return { ...target, ...Object.fromEntries(changed) };
}

function patchedItems(before: readonly JsonObject[], patches: readonly JsonObject[], itemKey: string): JsonObject[] {
  const added = patches.filter((patch) => !before.some((item) => item[itemKey] === patch[itemKey]));
  const kept = before.map((item) => {
    const patch = patches.find((one) => one[itemKey] === item[itemKey]);
    return patch ? patched(item, patch) : item;
  });
  return [...kept, ...added];
}
