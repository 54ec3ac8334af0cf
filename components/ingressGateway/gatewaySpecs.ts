import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { platformIssuer } from "../certManager/certManager";
import { hostnames } from "./domain";
import { proxyPorts } from "./gatewayPods";

/** GatewayClass that Istio creates. */
const gatewayClass = "istio";

/** Name of the Secret of the gateway's certificate. */
const certificateSecret = "gateway-certificate";

/** Validity of the certificate, days. It is renewed when a third of that time is left. */
const certificateDays = 90;

/** Returns the `spec` of the gateway's Certificate. */
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
 * Returns the `spec` of the Gateway. Routes in teams' namespaces can use the hosts of models, routes in the platform's
 * namespaces the hosts of the platform. A team's route with a host of the platform gets no traffic, because the more
 * specific listener takes precedence.
 *
 * @param service Host name of the proxies' Service. istiod creates no Service for a Gateway that has an address.
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
