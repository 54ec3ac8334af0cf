import type { types } from "@pulumi/kubernetes";
import { notTheInternet, podIdentityBlock } from "../../core/network/blocks";
import { formatCidr, parseCidr } from "../../core/network/cidr";

type NetworkPolicySpec = types.input.networking.v1.NetworkPolicySpec;
type Peer = types.input.networking.v1.NetworkPolicyPeer;
type Port = types.input.networking.v1.NetworkPolicyPort;

export interface TeamNetwork {
  /** Addresses of Services. */
  readonly serviceCidr: string;
  /** Subnets of the control plane's network interfaces and of interface endpoints. */
  readonly controlPlaneCidrs: readonly string[];
}

/** Where a team's pods find MLflow: the port is its pods', which policies are about. */
export const mlflowPods = { namespace: "mlflow", port: 5000 } as const;

/** Where Prometheus comes from. */
export const prometheusPods = { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } } as const;

/**
 * Network policies of a team's namespace by name: nothing passes but what one of them opens. They add up, so a workload
 * that needs another way in or out, as a served model does, brings a policy of its own.
 *
 * AWS's APIs, and S3 with them, have addresses all over the Internet, which policies know by number alone: HTTPS out of
 * the network is open to all of it.
 */
export function teamNetworkPolicies(network: TeamNetwork): Readonly<Record<string, NetworkPolicySpec>> {
  return {
    "default-deny": { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    "same-namespace": {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
    dns: egress(
      [podsOf("kube-system", { "k8s-app": "kube-dns" })],
      [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    ),
    mlflow: egress([podsOf(mlflowPods.namespace)], [tcp(mlflowPods.port)]),
    prometheus: {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [podsOf(prometheusPods.namespace, prometheusPods.labels)] }],
    },
    internet: egress([{ ipBlock: { cidr: "0.0.0.0/0", except: notTheInternet } }], [tcp(443)]),
    "pod-identity": egress([{ ipBlock: { cidr: podIdentityBlock } }], [tcp(80)]),
    "control-plane": egress(
      // The Service's address, as pods call it, and what stands behind it.
      [kubernetesService(network.serviceCidr), ...network.controlPlaneCidrs].map((cidr) => ({ ipBlock: { cidr } })),
      [tcp(443)],
    ),
  };
}

/** The address of the Service `kubernetes`, the first of all. */
function kubernetesService(serviceCidr: string): string {
  const cidr = parseCidr(serviceCidr);
  if (!cidr) throw new Error(`cluster.serviceCidr ${serviceCidr} passed the settings' check`);
  return formatCidr({ base: cidr.base + 1, prefix: 32 });
}

function egress(to: Peer[], ports: Port[]): NetworkPolicySpec {
  return { podSelector: {}, policyTypes: ["Egress"], egress: [{ to, ports }] };
}

function podsOf(namespace: string, labels: Readonly<Record<string, string>> = {}): Peer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: Object.keys(labels).length > 0 ? { matchLabels: labels } : {},
  };
}

function tcp(port: number): Port {
  return { protocol: "TCP", port };
}
