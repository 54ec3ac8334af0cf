import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { objectOf } from "../../../core/json/reading";
import type { KubernetesObject } from "../../kubernetes/client";
import type { Controller, ControllerContext } from "../controller";
import { forEach, generationOf, isDeleting, manager, referenceOf, sandboxLabel } from "../objects";
import { ec2NodeClassKind, karpenterOwner, kwokNodeClassKind, mirrorLabel, nodePoolKind } from "./kinds";

/**
 * Makes our NodePools available to the real Karpenter.
 *
 * Karpenter runs with its kwok provider and ignores NodePools of other providers. So each of our NodePools has a mirror
 * that differs only in the reference to its class, and gets the status of the mirror.
 *
 * The original owns the mirror, and the mirror owns its nodes. So Kubernetes' garbage collector deletes them together,
 * and a deletion that waits for dependents, as in Pulumi, waits for the nodes.
 */
export const karpenterNodePools: Controller = {
  name: "karpenter-node-pools",
  simulates:
    "no real controller: it copies each NodePool with an EC2NodeClass to `NAME-sandbox` for the real Karpenter",
  notTested:
    "requirements on `karpenter.k8s.aws/…` labels (the copy has none), reserved capacity, and pods that select `karpenter.sh/nodepool` (its value is the name of the copy)",
  owner: karpenterOwner,
  reconcile: async (context) => {
    const pools = await context.api.list(nodePoolKind.apiVersion, nodePoolKind.kind);
    const originals = pools.filter(({ spec }) => nodeClassKind(spec) === ec2NodeClassKind.kind);
    const mirrors = new Map(pools.flatMap((pool) => (isMirror(pool) ? [[pool.metadata.name, pool] as const] : [])));
    const wanted = new Set(originals.map(({ metadata }) => mirrorName(metadata.name)));

    await forEach(originals, (pool) => reconcilePool(pool, mirrors.get(mirrorName(pool.metadata.name)), context));
    await forEach(
      [...mirrors.values()].filter((mirror) => !wanted.has(mirror.metadata.name) && !isDeleting(mirror)),
      (mirror) => context.api.delete(referenceOf(nodePoolKind, mirror)),
    );
  },
};

/** Annotation of a mirror: the generation of the original from which it was copied. */
const generationKey = "mlops.platform/sandbox-generation";

/** Annotation of a mirror: the requirements that it omits. */
const omittedRequirementsKey = "mlops.platform/sandbox-dropped-requirements";

function mirrorName(name: string): string {
  return `${name}-sandbox`;
}

function isMirror({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[mirrorLabel] !== undefined;
}

function nodeClassKind(spec: JsonObject | undefined): Json | undefined {
  return objectOf(objectOf(objectOf(spec?.template).spec).nodeClassRef).kind;
}

async function reconcilePool(pool: KubernetesObject, mirror: KubernetesObject | undefined, context: ControllerContext) {
  const { api, consolidateAfter, report } = context;
  if (isDeleting(pool)) return;
  const generation = String(generationOf(pool));
  if (mirror?.metadata.annotations?.[generationKey] !== generation) {
    const fields = mirrorOf(pool, consolidateAfter);
    await api.apply({ ...nodePoolKind, name: mirrorName(pool.metadata.name) }, fields, manager);
    const dropped = objectOf(objectOf(fields.metadata).annotations)[omittedRequirementsKey];
    if (dropped !== undefined)
      report(`${pool.metadata.name}: the mirror omits requirements on labels that no node has here: ${dropped}`);
    return;
  }
  const status = statusOf(mirror, generationOf(pool));
  if (status && !sameStatus(status, pool.status)) {
    await api.patch(referenceOf(nodePoolKind, pool), { status }, "status");
  }
}

const identity = z.looseObject({ uid: z.string() });

/** Returns the mirror of a NodePool. @param consolidateAfter Overrides the setting of the pool. */
function mirrorOf(pool: KubernetesObject, consolidateAfter?: string): JsonObject {
  const { name, labels = {} } = pool.metadata;
  const spec = pool.spec ?? {};
  const template = objectOf(spec.template);
  const templateSpec = objectOf(template.spec);
  const requirements = Array.isArray(templateSpec.requirements) ? templateSpec.requirements : [];
  const dropped = requirements.filter(isForeign);
  const nodeClassRef = { group: "karpenter.kwok.sh", kind: kwokNodeClassKind.kind, name: className(templateSpec) };
  return {
    metadata: {
      labels: { ...labels, [sandboxLabel]: "true", [mirrorLabel]: name },
      annotations: {
        [generationKey]: String(generationOf(pool)),
        ...(dropped.length > 0 && { [omittedRequirementsKey]: JSON.stringify(dropped) }),
      },
      ownerReferences: [{ ...nodePoolKind, name, uid: identity.parse(pool.metadata).uid, blockOwnerDeletion: true }],
    },
    spec: {
      ...spec,
      template: {
        ...template,
        spec: { ...templateSpec, nodeClassRef, requirements: requirements.filter((one) => !isForeign(one)) },
      },
      ...(consolidateAfter !== undefined && { disruption: { ...objectOf(spec.disruption), consolidateAfter } }),
    },
  };
}

function className(templateSpec: JsonObject): string {
  return z.string().parse(objectOf(templateSpec.nodeClassRef).name);
}

/** Returns whether a requirement is on a label that only Karpenter's AWS provider knows. */
function isForeign(requirement: Json): boolean {
  return String(objectOf(requirement).key).startsWith("karpenter.k8s.aws/");
}

/** Returns the status of the mirror for the original. */
function statusOf({ status }: KubernetesObject, generation: number): JsonObject | undefined {
  if (!status || !Array.isArray(status.conditions)) return undefined;
  const conditions = status.conditions
    .filter(isJsonObject)
    .map((condition) => ({ ...condition, observedGeneration: generation }));
  return { nodes: status.nodes ?? 0, resources: status.resources ?? {}, conditions };
}

function sameStatus(one: JsonObject, other: JsonObject | undefined): boolean {
  return Object.entries(one).every(([key, value]) => isDeepStrictEqual(value, other?.[key]));
}
