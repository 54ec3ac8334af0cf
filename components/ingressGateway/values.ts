import type { types } from "@pulumi/kubernetes";
import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { networkLoadBalancerClass } from "../loadBalancerController/loadBalancerController";
import { loadBalancerIdleSeconds } from "./connections";
import { proxyPorts } from "./gatewayPods";

/** Arguments of `gatewayValues`. */
export interface GatewayValuesArgs {
  /** Name of every object of the chart. */
  readonly gateway: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Minimum of replicas. The autoscaler creates up to three times as many. */
  readonly replicas: number;
  /** Whether the load balancer has private addresses or public ones. */
  readonly scheme: LoadBalancerScheme;
  /** CIDR blocks that the load balancer allows ingress from. */
  readonly clientCidrs: readonly string[];
}

/** Whether the load balancer has private addresses or public ones. */
const loadBalancerSchemes = ["internal", "internet-facing"] as const;
export type LoadBalancerScheme = (typeof loadBalancerSchemes)[number];

/** Time for which a pod serves after SIGTERM, in seconds: until the load balancer has removed it from its targets. */
const drainSeconds = 60;

/** Values of Istio's `gateway` chart. */
export function gatewayValues({ gateway, labels, replicas, scheme, clientCidrs }: GatewayValuesArgs) {
  return {
    name: gateway,
    // istiod reads certificates and sends them to the proxies.
    rbac: { enabled: false },
    service: {
      type: "LoadBalancer",
      loadBalancerClass: networkLoadBalancerClass,
      // The targets are pods, not nodes.
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
    // The chart creates no budget for a single replica, which would block the drain of its node.
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

/** The sysctl lets a non-root user listen on a port below 1024. The standard `restricted` allows it. */
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
    // Clients may still use the cached address of a zone that has no proxy any more. AWS charges for traffic between
    // zones.
    [annotation("attributes")]: "load_balancing.cross_zone.enabled=true",
    [annotation("target-group-attributes")]: [
      `deregistration_delay.timeout_seconds=${drainSeconds}`,
      // Traffic from a pod through the load balancer may return to the same node, which drops packets with its own
      // address.
      "preserve_client_ip.enabled=false",
    ].join(","),
    [annotation(`listener-attributes.TCP-${proxyPorts.https}`)]: `tcp.idle_timeout.seconds=${loadBalancerIdleSeconds}`,
    // The readiness port of the proxy, which answers once the proxy has its configuration.
    [annotation("healthcheck-protocol")]: "http",
    [annotation("healthcheck-port")]: String(proxyPorts.readiness),
    [annotation("healthcheck-path")]: "/healthz/ready",
  };
}
