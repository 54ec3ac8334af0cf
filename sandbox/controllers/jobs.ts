import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import type { KubernetesObject } from "../kubernetes/client";
import type { Condition } from "./conditions";
import type { KubernetesApi } from "./controller";
import { type Kind, sandboxLabel } from "./objects";

const jobKind: Kind = { apiVersion: "batch/v1", kind: "Job" };

export interface OwnedJob {
  readonly owner: KubernetesObject;
  /** Kind of the owner. */
  readonly kind: Kind;
  readonly name: string;
  readonly labels: JsonObject;
  readonly spec: JsonObject;
}

const identity = z.looseObject({ uid: z.string() });

/**
 * Creates a Job in place of the objects of a training controller, once. Kubernetes runs it, and its garbage collector
 * deletes it with its owner.
 */
export async function ensureJob({ owner, kind, name, labels, spec }: OwnedJob, api: KubernetesApi) {
  const { namespace, name: ownerName } = owner.metadata;
  const { uid } = identity.parse(owner.metadata);
  const ownerReferences = [{ ...kind, name: ownerName, uid, controller: true, blockOwnerDeletion: true }];
  const metadata = { name, namespace: namespace ?? "", labels: { ...labels, [sandboxLabel]: "true" }, ownerReferences };
  return (
    (await api.read({ ...jobKind, name, namespace })) ?? (await api.create({ ...jobKind, metadata, spec }, namespace))
  );
}

const jobStatus = z
  .looseObject({
    active: z.number().default(0),
    ready: z.number().default(0),
    succeeded: z.number().default(0),
    failed: z.number().default(0),
    conditions: z
      .array(
        z.looseObject({
          type: z.string(),
          status: z.string(),
          reason: z.string().default(""),
          message: z.string().default(""),
        }),
      )
      .default([]),
  })
  .prefault({});

/** Returns the final condition of a Job: `Complete` or `Failed`. */
export function hasEnded({ status }: KubernetesObject): Condition | undefined {
  const end = jobStatus
    .parse(status)
    .conditions.find(({ type, status: is }) => is === "True" && (type === "Complete" || type === "Failed"));
  return end && { type: end.type, status: "True", reason: end.reason, message: end.message };
}

/** Returns the counters of one Job in JobSet's status format. */
export function jobCounts(job: KubernetesObject) {
  const { active, ready } = jobStatus.parse(job.status);
  const end = hasEnded(job)?.type;
  return {
    ready: ready > 0 && end === undefined ? 1 : 0,
    succeeded: end === "Complete" ? 1 : 0,
    failed: end === "Failed" ? 1 : 0,
    active: active > 0 && end === undefined ? 1 : 0,
    suspended: 0,
  };
}
