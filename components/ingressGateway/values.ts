import type { types } from "@pulumi/kubernetes";
import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { networkLoadBalancerClass } from "../loadBalancerController/loadBalancerController";
import { proxyPorts } from "./gatewayPods";

export interface GatewayValuesArgs {
  /** Of every object of the chart. */
  readonly gateway: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly scheme: LoadBalancerScheme;
  readonly clientCidrs: readonly string[];
}

/** Who finds the load balancer: the network and those connected with it, or everybody. */
const loadBalancerSchemes = ["internal", "internet-facing"] as const;
export type LoadBalancerScheme = (typeof loadBalancerSchemes)[number];

/** How long a pod that goes still serves, s: until the load balancer sends it nothing more. */
const drainSeconds = 60;

/** Values of Istio's `gateway` chart. */
export function gatewayValues({ gateway, labels, replicas, scheme, clientCidrs }: GatewayValuesArgs) {
  return {
    name: gateway,
    // istiod reads certificates and hands them to the proxies.
    rbac: { enabled: false },
    service: {
      type: "LoadBalancer",
      loadBalancerClass: networkLoadBalancerClass,
      // Pods are the targets, not nodes.
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: [...clientCidrs],
      annotations: loadBalancerAnnotations(scheme),
      ports: [{ name: "https", port: proxyPorts.https, targetPort: proxyPorts.https, protocol: "TCP" }],
    },
    podAnnotations: { "proxy.istio.io/config": JSON.stringify({ terminationDrainDuration: `${drainSeconds}s` }) },
    terminationGracePeriodSeconds: drainSeconds + 30,
    securityContext: podSecurityContext,
    autoscaling: {
      enabled: true,
      minReplicas: replicas,
      maxReplicas: replicas * 3,
      targetCPUUtilizationPercentage: 70,
    },
    // The chart makes none where one replica would hold up its node for ever.
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2", memory: "512Mi" } },
    priorityClassName: "system-cluster-critical",
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
      },
    ],
    ...onSystemNodes,
  };
}

/** Who is no root may listen at a port below 1024 by this. It is one of the sysctls that the standard `restricted` has. */
const podSecurityContext = {
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
  sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
} satisfies types.input.core.v1.PodSecurityContext;

function loadBalancerAnnotations(scheme: LoadBalancerScheme): Record<string, string> {
  const annotation = (name: string) => `service.beta.kubernetes.io/aws-load-balancer-${name}`;
  return {
    [annotation("scheme")]: scheme,
    [annotation("nlb-target-type")]: "ip",
    // A zone whose only proxy goes has an address as long as clients remember it. It costs the traffic between zones.
    [annotation("attributes")]: "load_balancing.cross_zone.enabled=true",
    [annotation("target-group-attributes")]: [
      `deregistration_delay.timeout_seconds=${drainSeconds}`,
      // A pod that calls by way of the load balancer may come back to its own node, which drops its own address.
      "preserve_client_ip.enabled=false",
    ].join(","),
    // Of the proxy, which answers there once it has its configuration.
    [annotation("healthcheck-protocol")]: "http",
    [annotation("healthcheck-port")]: String(proxyPorts.readiness),
    [annotation("healthcheck-path")]: "/healthz/ready",
  };
}
