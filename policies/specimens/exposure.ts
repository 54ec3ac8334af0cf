import type { JsonObject } from "../../core/json/json";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { platformNamespace, team } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

/** Metadata that differs from that of a team's object. */
interface Metadata {
  readonly namespace?: string;
  readonly annotations?: JsonObject;
  readonly labels?: JsonObject;
}

/** Returns a ClusterIP Service. @param changes Fields of its `spec`. */
export function service(
  changes: Fields = {},
  { namespace = team, annotations = {}, labels = {} }: Metadata = {},
): Subject {
  const spec = { selector: { app: "main" }, ports: [{ name: "http", port: 80, targetPort: 8080 }] };
  return object({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "main", namespace, annotations, labels },
    spec: merged(spec, changes),
  });
}

const internalScheme: JsonObject = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" };

/** Returns the load balancer of the gateway. @param changes Fields of its `spec`. */
export function loadBalancer(changes: Fields = {}, { annotations = internalScheme } = {}): Subject {
  const spec = {
    type: "LoadBalancer",
    loadBalancerClass: "service.k8s.aws/nlb",
    allocateLoadBalancerNodePorts: false,
    loadBalancerSourceRanges: ["10.0.0.0/8"],
  };
  return service({ ...spec, ...changes }, { namespace: platformNamespace, annotations });
}

/** Private address blocks and the link-local block of node services. */
export const privateAndLinkLocalBlocks = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

/**
 * Returns a policy that allows ingress from the gateway and egress to the Internet. @param changes Fields of its
 * `spec`.
 */
export function networkPolicy(changes: Fields = {}, namespace: string = team): Subject {
  const gateway = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "istio-ingress" } },
    podSelector: { matchLabels: { istio: "ingress-gateway" } },
  };
  const spec = {
    podSelector: { matchLabels: { app: "main" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [gateway], ports: [{ protocol: "TCP", port: 8080 }] }],
    egress: [
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: privateAndLinkLocalBlocks } }],
        ports: [{ protocol: "TCP", port: 443 }],
      },
    ],
  };
  return object({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "main", namespace },
    spec: merged(spec, changes),
  });
}

/** @param changes Fields of its `spec`. */
export function ingress(
  changes: Fields = {},
  { namespace = platformNamespace, annotations = {} }: Omit<Metadata, "labels"> = {},
): Subject {
  const host = "models.internal";
  const backend = { service: { name: "main", port: { name: "http" } } };
  const spec = {
    ingressClassName: "alb",
    tls: [{ hosts: [host], secretName: "certificate" }],
    rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
  };
  return object({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "main", namespace, annotations },
    spec: merged(spec, changes),
  });
}

/** A Gateway listener that passes every rule. */
export const httpsListener: JsonObject = {
  name: "models",
  port: 443,
  protocol: "HTTPS",
  hostname: "*.models.internal",
  tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "certificate" }] },
};

export function gateway(listeners: readonly JsonObject[], namespace = "istio-ingress"): Subject {
  return object({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "platform", namespace },
    spec: { gatewayClassName: "istio", listeners: [...listeners] },
  });
}

/** @param source The volume source. */
export function persistentVolume(source: JsonObject): Subject {
  return object({
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "shared" },
    spec: {
      capacity: { storage: "100Gi" },
      accessModes: ["ReadWriteMany"],
      persistentVolumeReclaimPolicy: "Retain",
      ...source,
    },
  });
}
