import { z } from "zod";
import { podTemplateOf, replicatedJobsOf, stepLabel } from "../../components/kubeflow/trainer/pods";
import { fieldOf, objectOf, textOf } from "../../core/json/reading";
import { strategicMerge } from "../../core/kubernetes/strategicMerge";
import type { KubernetesObject } from "../kubernetes/client";
import { type Condition, conditionsFor } from "./conditions";
import type { Controller, ControllerContext, KubernetesApi } from "./controller";
import { ensureJob, hasEnded, jobCounts } from "./jobs";
import { forEach, generationOf, isDeleting, type Kind, referenceOf } from "./objects";

/** Simulates the parts of Kubeflow Trainer and JobSet that run TrainJobs. */
export const trainJobs: Controller = {
  name: "train-jobs",
  simulates:
    "Kubeflow Trainer and JobSet for TrainJobs: an indexed Job with one pod per node, from the runtime's job `node` with the settings and patches of the TrainJob; the scheduler places the pods, and they end immediately; the TrainJob is Complete or Failed like the Job",
  notTested:
    "that a program trains, that nodes find each other (no variables, no JobSet, no headless Service), restarts, initializers, and the validation by webhooks",
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

/** Name of the runtimes' job and container to which a TrainJob's `trainer` applies. */
const containerName = "node";

const runtimeSpec = z.looseObject({ mlPolicy: z.looseObject({ numNodes: z.number().default(1) }).prefault({}) });

const trainJobSpec = z.looseObject({
  runtimeRef: z.looseObject({ kind: z.string().default("ClusterTrainingRuntime"), name: z.string() }),
  trainer: z.looseObject({ numNodes: z.number().optional() }).prefault({}),
  suspend: z.boolean().default(false),
  activeDeadlineSeconds: z.number().optional(),
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

/** Reason and message of JobSet. */
const completed = { reason: "AllJobsCompleted", message: "jobset completed successfully" };

/** @returns undefined if the runtime does not exist. Upstream's webhook would have rejected the TrainJob. */
async function jobOf(trainJob: KubernetesObject, api: KubernetesApi) {
  const { metadata, spec } = trainJob;
  const { runtimeRef, trainer, suspend, activeDeadlineSeconds } = trainJobSpec.parse(spec);
  const inNamespace = runtimeRef.kind === "TrainingRuntime" ? metadata.namespace : undefined;
  const runtime = await api.read({
    apiVersion: trainJobKind.apiVersion,
    kind: runtimeRef.kind,
    name: runtimeRef.name,
    namespace: inNamespace,
  });
  if (!runtime) return undefined;
  const { mlPolicy } = runtimeSpec.parse(runtime.spec);
  const job = replicatedJobsOf({ spec: objectOf(spec) }, { spec: objectOf(runtime.spec) }).find(
    (one) => fieldOf(one, "template", "metadata", "labels", stepLabel) === "trainer",
  );
  const name = textOf(job?.name);
  if (!job || name === undefined) return undefined;

  const nodes = trainer.numNodes ?? mlPolicy.numNodes;
  const labels = {
    "jobset.sigs.k8s.io/jobset-name": metadata.name,
    "jobset.sigs.k8s.io/replicatedjob-name": name,
  };
  return {
    name: `${metadata.name}-${name}-0`,
    labels,
    spec: {
      ...objectOf(job, "template", "spec"),
      suspend,
      ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
      completionMode: "Indexed",
      completions: nodes,
      parallelism: nodes,
      template: strategicMerge(podTemplateOf(job), { metadata: { labels } }),
    },
  };
}
