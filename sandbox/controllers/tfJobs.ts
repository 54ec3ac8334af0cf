import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller, ControllerContext } from "./controller";
import { ensureJob, hasEnded } from "./jobs";
import { forEach, isDeleting, jsonObject, type Kind, referenceOf } from "./objects";

/** Simulates the part of Training Operator that runs TFJobs. */
export const tfJobs: Controller = {
  name: "tf-jobs",
  simulates:
    "Training Operator for TFJobs: an indexed Job for each replica type; the scheduler places its pods, and they end immediately; the TFJob is Succeeded or Failed like the chief, or like the first worker if there is no chief",
  notTested:
    "that a program trains, that nodes find each other (no `TF_CONFIG`, no Services), restarts, names of pods, gang scheduling, `cleanPodPolicy`; PyTorchJobs and others are ignored",
  owner: { application: "training-operator" },
  reconcile: async (context) => {
    const all = await context.api.list(tfJobKind.apiVersion, tfJobKind.kind);
    await forEach(
      all.filter((tfJob) => !isDeleting(tfJob)),
      (tfJob) => run(tfJob, context),
    );
  },
};

const tfJobKind: Kind = { apiVersion: "kubeflow.org/v1", kind: "TFJob" };

const tfJobSpec = z.looseObject({
  runPolicy: z
    .looseObject({ activeDeadlineSeconds: z.number().optional(), backoffLimit: z.number().optional() })
    .prefault({}),
  tfReplicaSpecs: z.record(z.string(), z.looseObject({ replicas: z.number().default(1), template: jsonObject })),
});

async function run(tfJob: KubernetesObject, { api, now }: ControllerContext): Promise<void> {
  const { runPolicy, tfReplicaSpecs } = tfJobSpec.parse(tfJob.spec);
  const { activeDeadlineSeconds, backoffLimit } = runPolicy;
  const jobs = new Map<string, KubernetesObject>();
  for (const [type, { replicas, template }] of Object.entries(tfReplicaSpecs)) {
    const labels = {
      "training.kubeflow.org/job-name": tfJob.metadata.name,
      "training.kubeflow.org/replica-type": type.toLowerCase(),
    };
    const { metadata, spec } = template;
    const pod = {
      metadata: { ...objectOf(metadata), labels: { ...objectOf(objectOf(metadata).labels), ...labels } },
      // A Job does not support `Always` and `ExitCode`.
      spec: { ...objectOf(spec), restartPolicy: "OnFailure" },
    };
    const made = {
      completionMode: "Indexed",
      completions: replicas,
      parallelism: replicas,
      ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
      ...(backoffLimit !== undefined && { backoffLimit }),
      template: pod,
    };
    const name = `${tfJob.metadata.name}-${type.toLowerCase()}`;
    jobs.set(type, await ensureJob({ owner: tfJob, kind: tfJobKind, name, labels, spec: made }, api));
  }
  const conditions = conditionsOf(tfJob, jobs.get("Chief") ?? jobs.get("Master") ?? jobs.get("Worker"), now());
  if (isDeepStrictEqual(conditions, tfJob.status?.conditions)) return;
  await api.patch(referenceOf(tfJobKind, tfJob), { status: { conditions } }, "status");
}

/** Returns the conditions in upstream's format. The operator keeps a condition that no longer holds as `False`. */
function conditionsOf(tfJob: KubernetesObject, leader: KubernetesObject | undefined, now: Date): JsonObject[] {
  const end = leader && hasEnded(leader);
  const ended = end?.type === "Complete" ? "Succeeded" : end?.type;
  const states: [string, boolean][] = [
    ["Created", true],
    ["Running", ended === undefined],
    ...(ended === undefined ? [] : [[ended, true] satisfies [string, boolean]]),
  ];
  const before = Array.isArray(tfJob.status?.conditions) ? tfJob.status.conditions.filter(isJsonObject) : [];
  const at = now.toISOString().replace(/\.\d+Z$/, "Z");
  return states.map(([type, holds]) => {
    const status = holds ? "True" : "False";
    const same = before.find((one) => one.type === type && one.status === status);
    const message = `TFJob ${tfJob.metadata.name}: ${type.toLowerCase()}`;
    const made = { type, status, reason: `TFJob${type}`, message, lastTransitionTime: at, lastUpdateTime: at };
    return same ?? made;
  });
}
