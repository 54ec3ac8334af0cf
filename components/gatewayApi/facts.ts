import { serviceFacts } from "../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "Gateway API",
  purpose: "gateways and routes",
  namespace: undefined,
  charts: {},
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
