import type { Workspace } from "../../tenancy/workspace";

/** Name under which clients outside of the cluster call a model. KServe makes the same of an InferenceService's. */
export function modelHost(name: string, { team, gateway }: Pick<Workspace, "team" | "gateway">): string {
  return `${name}-${team.team}.${gateway.domain}`;
}

/**
 * An HTTPRoute's `spec`: the inference protocol alone. Figures and whatever else the server has are for the cluster.
 *
 * @param service Name and port of the model's Service.
 */
export function modelRouteSpec(
  host: string,
  { gateway }: Workspace["gateway"],
  service: { readonly name: string; readonly port: number },
) {
  return {
    parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...gateway }],
    hostnames: [host],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/v2" } }],
        backendRefs: [{ group: "", kind: "Service", ...service, weight: 1 }],
      },
    ],
  };
}
