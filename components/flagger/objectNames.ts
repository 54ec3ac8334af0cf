import { textOf } from "../../core/json/reading";
import type { CreatedObjects, ObjectName } from "../../core/kubernetes/kind";

/**
 * The objects that Flagger creates for a Canary of a Deployment: the primary Deployment and its autoscaler, three
 * Services and the route. All names derive from the target, the autoscaler and `service.name`: see
 * docs/operations/flagger.md.
 *
 * Source: `GetServiceNames` in https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/apis/flagger/v1beta1/canary.go, and
 * the folders `pkg/canary` and `pkg/router`.
 */
export const canaryObjects: CreatedObjects = ({ spec }) => {
  const target = textOf(spec, "targetRef", "name");
  if (target === undefined) return [];
  const service = textOf(spec, "service", "name") || target;
  return [
    { group: "apps", kind: "Deployment", name: `${target}-primary` },
    ...["", "-primary", "-canary"].map((suffix) => ({ group: "", kind: "Service", name: `${service}${suffix}` })),
    { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: service },
    ...autoscalers(textOf(spec, "autoscalerRef", "kind"), textOf(spec, "autoscalerRef", "name")),
  ];
};

function autoscalers(kind: string | undefined, name: string | undefined): ObjectName[] {
  if (kind === undefined || name === undefined) return [];
  const primary = `${name}-primary`;
  return [{ group: kind === "ScaledObject" ? "keda.sh" : "autoscaling", kind, name: primary }];
}
