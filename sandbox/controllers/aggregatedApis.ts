import { z } from "zod";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller } from "./controller";
import { forEach, isDeleting, type Kind, referenceOf } from "./objects";

/**
 * Deletes registrations of aggregated APIs, which a server other than the API server should serve.
 *
 * No pod serves requests in the sandbox. While such an API is registered, discovery fails, and Kubernetes cannot delete
 * namespaces because it cannot list what they contain. A registration without its Service also breaks discovery, so the
 * registration is deleted. Helm creates it again in an upgrade, and ignores in an uninstall that it is missing.
 */
export const aggregatedApis: Controller = {
  name: "aggregated-apis",
  simulates: "no real controller: it deletes APIServices whose server is a pod, because no pod serves requests here",
  notTested:
    "that metrics and other aggregated APIs answer, and what depends on them, such as HorizontalPodAutoscalers",
  reconcile: async ({ api, report }) => {
    const registered = await api.list(apiServiceKind.apiVersion, apiServiceKind.kind);
    await forEach(
      registered.filter((one) => serverOf(one) !== undefined && !isDeleting(one)),
      async (one) => {
        await api.delete(referenceOf(apiServiceKind, one));
        report(
          `${one.metadata.name} was deleted: ${serverOf(one)}, which should serve it, does not run in the sandbox`,
        );
      },
    );
  },
};

const apiServiceKind: Kind = { apiVersion: "apiregistration.k8s.io/v1", kind: "APIService" };

const spec = z.looseObject({ service: z.looseObject({ namespace: z.string(), name: z.string() }).optional() });

/** Returns the Service that serves the API, or undefined if the API server itself serves it. */
function serverOf(apiService: KubernetesObject): string | undefined {
  const { service } = spec.parse(apiService.spec);
  return service && `${service.namespace}/${service.name}`;
}
