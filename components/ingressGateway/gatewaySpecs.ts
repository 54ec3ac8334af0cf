import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { platformIssuer } from "../certManager/certManager";
import { hostnames } from "./domain";
import { proxyPorts } from "./gatewayPods";

/** GatewayClass of Istio's own making. */
const gatewayClass = "istio";

/** Secret with the gateway's certificate. */
const certificateSecret = "gateway-certificate";

/** Days that the certificate is valid. It is renewed when a third of them is left. */
const certificateDays = 90;

/** Of a `Certificate` of cert-manager. */
export function certificateSpec(domain: string) {
  return {
    secretName: certificateSecret,
    dnsNames: Object.values(hostnames(domain)),
    duration: `${certificateDays * 24}h`,
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    usages: ["digital signature", "server auth"],
    issuerRef: { ...platformIssuer },
  };
}

/**
 * Of a `Gateway`: names of models are for routes of teams' namespaces, those of the platform for its own. A team's route
 * that names one of the platform's gets no traffic, since the narrower listener takes it.
 *
 * @param service Name of the Service in the cluster: with an address of its own, istiod makes none.
 */
export function gatewaySpec(domain: string, service: string) {
  const names = hostnames(domain);
  return {
    gatewayClassName: gatewayClass,
    addresses: [{ type: "Hostname", value: service }],
    listeners: [
      listener("models", names.models, teamLabel),
      listener("platform", names.platform, platformNamespaceLabel),
    ],
  };
}

function listener(name: string, hostname: string, label: string) {
  return {
    name,
    hostname,
    port: proxyPorts.https,
    protocol: "HTTPS",
    tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: certificateSecret }] },
    allowedRoutes: {
      namespaces: { from: "Selector", selector: { matchExpressions: [{ key: label, operator: "Exists" }] } },
      kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
    },
  };
}
