import * as pulumi from "@pulumi/pulumi";
import type { Workspace } from "../../tenancy/workspace";
import type { AllowFrom } from "./allowFrom";

/**
 * Returns the base URL of a model for clients outside of the cluster, or undefined if the gateway may not call the
 * model.
 */
export function gatewayUrl(
  name: string,
  { workspace, allowFrom }: { readonly workspace: Workspace; readonly allowFrom: AllowFrom },
): pulumi.Output<string> | undefined {
  return allowFrom.gateway ? pulumi.output(`https://${modelHost(name, workspace)}`) : undefined;
}

/** Host of a model for clients outside of the cluster. KServe uses the same name for an InferenceService. */
export function modelHost(name: string, { team, gateway }: Pick<Workspace, "team" | "gateway">): string {
  return `${name}-${team.team}.${gateway.domain}`;
}

/**
 * The `spec` of an HTTPRoute for the inference protocol only. Other paths of the server, such as its metrics, are
 * reachable only inside the cluster.
 *
 * @param service Name and port of the model's Service.
 * @param requestSeconds Maximum time of a request until the last byte of its answer.
 */
export function modelRouteSpec(
  host: string,
  { gateway }: Workspace["gateway"],
  service: { readonly name: string; readonly port: number },
  requestSeconds: number,
) {
  return {
    parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...gateway }],
    hostnames: [host],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/v2" } }],
        timeouts: { request: `${requestSeconds}s` },
        backendRefs: [{ group: "", kind: "Service", ...service, weight: 1 }],
      },
    ],
  };
}
