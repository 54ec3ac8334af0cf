import { serviceFacts } from "../../core/services/serviceFacts";
import { gatewayTraffic } from "./allowedTraffic";
import { gatewayPods } from "./gatewayPods";

export const facts = serviceFacts({
  title: "ingress gateway",
  purpose: "access to served models from outside the cluster",
  namespace: gatewayPods.namespace,
  charts: {
    /** Standalone Istio proxies. */
    gateway: {
      chart: "gateway",
      repository: "https://istio-release.storage.googleapis.com/charts",
      version: "1.30.3",
      source: "https://github.com/istio/istio tag 1.30.3, commit 56df41f63e51, 2026-07-13: manifests/charts/gateway",
      verified: true,
      images: ["registry.istio.io/release/proxyv2:1.30.3-distroless"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: [
        {
          kind: "loadBalancer",
          item: "network load balancer",
          scheme: ["service", "annotations", "service.beta.kubernetes.io/aws-load-balancer-scheme"],
        },
      ],
    },
  },
  kinds: [],
  alsoServes: ["gateway.networking.k8s.io/HTTPRoute"],
  allowedTraffic: gatewayTraffic,
  exemptions: [
    {
      rules: ["image-registries", "no-moving-tags"],
      namespace: "istio-ingress",
      name: "ingress-gateway",
      reason: "its image is the word `auto`, which Istio's injector replaces with the image of the proxy",
    },
  ],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
