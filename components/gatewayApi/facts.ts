import type { KustomizationFacts } from "../../core/services/kustomizationFacts";
import { serviceFacts } from "../../core/services/serviceFacts";

/** The standard channel, of the release that Istio 1.30 and KServe 0.20 are built against. */
export const kustomization = {
  repository: "https://github.com/kubernetes-sigs/gateway-api",
  path: "config/crd",
  version: "v1.5.1",
  source: "https://github.com/kubernetes-sigs/gateway-api tag v1.5.1, commit e7677b70ae75, 2026-03-14",
  checked: "2026-11-24",
  verified: true,
  crds: [
    "gateway.networking.k8s.io/BackendTLSPolicy",
    "gateway.networking.k8s.io/GRPCRoute",
    "gateway.networking.k8s.io/Gateway",
    "gateway.networking.k8s.io/GatewayClass",
    "gateway.networking.k8s.io/HTTPRoute",
    "gateway.networking.k8s.io/ListenerSet",
    "gateway.networking.k8s.io/ReferenceGrant",
    "gateway.networking.k8s.io/TLSRoute",
  ],
  kubernetes: { oldest: "1.34", newest: "1.36" },
} as const satisfies KustomizationFacts;

export const facts = serviceFacts({
  title: "Gateway API",
  purpose: "gateways and routes",
  namespace: undefined,
  charts: {},
  kustomizations: { "gateway-api": kustomization },
  kinds: [
    {
      group: "gateway.networking.k8s.io",
      version: "v1",
      kind: "Gateway",
      plural: "gateways",
      namespaced: true,
      teams: "none",
      pods: "none",
    },
    {
      group: "gateway.networking.k8s.io",
      version: "v1",
      kind: "HTTPRoute",
      plural: "httproutes",
      namespaced: true,
      teams: "view",
      pods: "none",
    },
  ],
  allowedTraffic: {},
  exemptions: [],
  standIns: () => Promise.resolve({}),
});
