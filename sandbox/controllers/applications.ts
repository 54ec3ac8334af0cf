import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller, ControllerContext } from "./controller";
import { forEach, isDeleting, type Kind, referenceOf } from "./objects";

/** Simulates the parts of Argo CD that set the status of Applications and remove their finalizers. */
export const applications: Controller = {
  name: "applications",
  simulates:
    "the application controller of Argo CD: an Application with automated sync is Synced, Succeeded and Healthy immediately, any other stays OutOfSync; its finalizer is removed on deletion",
  notTested: "anything that Applications would install: nothing is fetched, rendered or synced",
  owner: { workload: { kind: "StatefulSet", namespace: "argocd", name: "argocd-application-controller" } },
  reconcile: async (context) => {
    const all = await context.api.list(applicationKind.apiVersion, applicationKind.kind);
    await forEach(all, (application) =>
      isDeleting(application) ? release(application, context) : describe(application, context),
    );
  },
};

const applicationKind: Kind = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" };

/** Finalizer of Argo CD. It may have the suffix `/foreground` or `/background`. */
const finalizer = "resources-finalizer.argocd.argoproj.io";

const message = "sandbox: nothing was synced";

async function describe(application: KubernetesObject, { api, now }: ControllerContext): Promise<void> {
  const spec = application.spec ?? {};
  const comparedTo = comparedOf(spec);
  const automated = objectOf(spec.syncPolicy).automated !== undefined;
  const sync = objectOf(application.status?.sync);
  const wanted = automated ? "Synced" : "OutOfSync";
  if (sync.status === wanted && isDeepStrictEqual(sync.comparedTo, comparedTo)) return;

  const at = now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  const operation = { initiatedBy: { automated: true }, sync: {} };
  const status = {
    reconciledAt: at,
    sync: { status: wanted, comparedTo },
    health: { status: automated ? "Healthy" : "Missing" },
    ...(automated && {
      operationState: { operation, phase: "Succeeded", message, startedAt: at, finishedAt: at },
    }),
  };
  // Argo CD's status is part of the object, not a subresource.
  await api.patch(referenceOf(applicationKind, application), { status });
}

function comparedOf({ destination, source, sources }: JsonObject): JsonObject {
  return {
    destination: destination ?? {},
    ...(source !== undefined && { source }),
    ...(sources !== undefined && { sources }),
  };
}

async function release(application: KubernetesObject, { api }: ControllerContext): Promise<void> {
  const { finalizers = [], resourceVersion } = application.metadata;
  const others = finalizers.filter((one) => one !== finalizer && !one.startsWith(`${finalizer}/`));
  if (others.length === finalizers.length) return;
  await api.patch(referenceOf(applicationKind, application), {
    metadata: { resourceVersion: String(resourceVersion), finalizers: others },
  });
}
