import { fieldOf, listOf, textOf, textsOf } from "../../../../core/json/reading";
import type { PageModel } from "../pageModel";
import type { Parts } from "./parts";
import { clients, loadBalancer } from "./picture";
import type { Reason } from "./reason";

/** Requests from clients through the load balancer and the gateway: Services, Gateways and HTTPRoutes. */
export function routeEdges(model: PageModel, parts: Parts): Reason[] {
  const balancer = parts.nodes.find(({ id }) => id === loadBalancer);
  const behind = balancer?.urn === undefined ? undefined : parts.ownerOf(balancer.urn);
  const entry: Reason[] =
    balancer?.urn === undefined || behind === undefined
      ? []
      : [
          { from: clients, to: loadBalancer, kind: "requests", text: "", evidence: [balancer.urn] },
          { from: loadBalancer, to: behind, kind: "requests", text: "", evidence: [balancer.urn] },
        ];
  const gateways = model.custom.filter(({ type }) => /^kubernetes:gateway\.networking.*:Gateway$/.test(type));
  const routes = model.custom.filter(({ type }) => /^kubernetes:gateway\.networking.*:HTTPRoute$/.test(type));
  const routed = routes.flatMap((route) => {
    const to = parts.ownerOf(route.urn);
    const parents = listOf(route.inputs, "spec", "parentRefs");
    return gateways
      .filter(({ inputs }) =>
        parents.some(
          (parent) =>
            textOf(parent, "name") === textOf(inputs, "metadata", "name") &&
            textOf(fieldOf(parent, "namespace") ?? fieldOf(route.inputs, "metadata", "namespace")) ===
              textOf(inputs, "metadata", "namespace"),
        ),
      )
      .flatMap((gateway): Reason[] => {
        const from = parts.ownerOf(gateway.urn);
        if (from === undefined || to === undefined) return [];
        const hosts = textsOf(route.inputs, "spec", "hostnames").join(", ");
        return [{ from, to, kind: "requests", text: hosts, evidence: [route.urn, gateway.urn] }];
      });
  });
  return [...entry, ...routed];
}
