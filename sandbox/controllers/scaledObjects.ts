import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { autoscalerName } from "../../components/keda/objectNames";
import type { JsonObject } from "../../core/json/json";
import { fieldOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import type { Condition } from "./conditions";
import type { Controller, ControllerContext } from "./controller";
import { addFinalizer, forEach, isDeleting, type Kind, manager, referenceOf, removeFinalizer } from "./objects";

/** Simulates the operator of KEDA for ScaledObjects. */
export const scaledObjects: Controller = {
  name: "scaled-objects",
  simulates:
    "KEDA for ScaledObjects: a HorizontalPodAutoscaler with one external metric for each trigger, which keeps the number of pods at its minimum; the ScaledObject is Ready",
  notTested:
    "that a query is valid or has a result: there is no API of external metrics, so that the number of pods never exceeds the minimum; the fallback; the validation by the webhook",
  owner: { workload: { kind: "Deployment", namespace: "keda", name: "keda-operator" } },
  reconcile: async (context) => {
    const { api } = context;
    const all = await api.list(scaledObjectKind.apiVersion, scaledObjectKind.kind);
    await forEach(all, (one) =>
      isDeleting(one) ? removeFinalizer(api, scaledObjectKind, one, finalizer) : scale(one, context),
    );
  },
};

const scaledObjectKind: Kind = { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject" };
const autoscalerKind: Kind = { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" };
const finalizer = "finalizer.keda.sh";

const scaledObjectSpec = z.looseObject({
  scaleTargetRef: z.looseObject({
    apiVersion: z.string().default("apps/v1"),
    kind: z.string().default("Deployment"),
    name: z.string(),
  }),
  minReplicaCount: z.number().default(0),
  maxReplicaCount: z.number().default(100),
  triggers: z.array(z.looseObject({ type: z.string(), metadata: z.record(z.string(), z.string()) })),
});

const identity = z.looseObject({ uid: z.string() });

async function scale(scaledObject: KubernetesObject, { api }: ControllerContext): Promise<void> {
  await addFinalizer(api, scaledObjectKind, scaledObject, finalizer);
  const { name, namespace } = scaledObject.metadata;
  const spec = scaledObjectSpec.parse(scaledObject.spec);
  const reference = { ...autoscalerKind, name: autoscalerName(name, scaledObject.spec), namespace };
  const wanted = autoscalerSpec(name, spec);
  const found = await api.read(reference);
  const owner = { ...scaledObjectKind, name, uid: identity.parse(scaledObject.metadata).uid, controller: true };
  if (!hasSameContent(found, wanted)) {
    await api.apply(reference, { metadata: { ownerReferences: [owner] }, spec: wanted }, manager);
  }
  // Conditions of KEDA have no time.
  const conditions = [{ ...ready }];
  if (!isDeepStrictEqual(scaledObject.status?.conditions, conditions))
    await api.patch(referenceOf(scaledObjectKind, scaledObject), { status: { conditions } }, "status");
}

const ready: Condition = {
  type: "Ready",
  status: "True",
  reason: "ScaledObjectReady",
  message: "ScaledObject is defined correctly and is ready for scaling",
};

function autoscalerSpec(scaledObject: string, spec: z.output<typeof scaledObjectSpec>): JsonObject {
  const { apiVersion, kind, name } = spec.scaleTargetRef;
  return {
    scaleTargetRef: { apiVersion, kind, name },
    // KEDA itself scales from zero to one.
    minReplicas: Math.max(1, spec.minReplicaCount),
    maxReplicas: spec.maxReplicaCount,
    metrics: spec.triggers.map(({ type, metadata }, index) => ({
      type: "External",
      external: {
        metric: {
          name: `s${index}-${type}`,
          selector: { matchLabels: { "scaledobject.keda.sh/name": scaledObject } },
        },
        target: { type: "AverageValue", averageValue: metadata.threshold ?? "1" },
      },
    })),
  };
}

/** Kubernetes adds defaults, so that only the fields that change are compared. */
function hasSameContent(found: KubernetesObject | undefined, wanted: JsonObject): boolean {
  const spec = found?.spec;
  return (
    fieldOf(spec, "minReplicas") === wanted.minReplicas &&
    fieldOf(spec, "maxReplicas") === wanted.maxReplicas &&
    fieldOf(spec, "scaleTargetRef", "name") === fieldOf(wanted, "scaleTargetRef", "name")
  );
}
