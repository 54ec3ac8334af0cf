import { z } from "zod";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller } from "./controller";
import { forEach, isDeleting, type Kind, referenceOf } from "./objects";

/**
 * Takes APIs that some server outside the API server should serve out of the way.
 *
 * No pod serves anything here. While such an API is registered, discovery reports it as broken, and no namespace can be
 * deleted, since nobody can tell what is left in it. A registration without its Service, which would leave the object
 * there, breaks discovery in the same way. So the registration is deleted: Helm makes it anew when it upgrades, and does
 * not mind that it is gone when it uninstalls.
 */
export const aggregatedApis: Controller = {
  name: "aggregated-apis",
  standsFor: "no real controller: it deletes APIServices whose server is a pod, because no pod serves requests here",
  notProven:
    "that metrics and other aggregated APIs answer, and what depends on them, such as HorizontalPodAutoscalers",
  reconcile: async ({ api, report }) => {
    const registered = await api.list(apiServiceKind.apiVersion, apiServiceKind.kind);
    await forEach(
      registered.filter((one) => serverOf(one) !== undefined && !isDeleting(one)),
      async (one) => {
        await api.delete(referenceOf(apiServiceKind, one));
        report(`${one.metadata.name} was deleted: ${serverOf(one)}, which should serve it, is no server here`);
      },
    );
  },
};

const apiServiceKind: Kind = { apiVersion: "apiregistration.k8s.io/v1", kind: "APIService" };

const spec = z.looseObject({ service: z.looseObject({ namespace: z.string(), name: z.string() }).optional() });

/** The Service behind it, or undefined where the API server serves it itself. */
function serverOf(apiService: KubernetesObject): string | undefined {
  const { service } = spec.parse(apiService.spec);
  return service && `${service.namespace}/${service.name}`;
}
