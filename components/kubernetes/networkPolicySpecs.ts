import type { types } from "@pulumi/kubernetes";
import { podIdentityBlock, privateAndLinkLocalBlocks } from "../../core/network/blocks";
import { formatCidr, parseCidr } from "../../core/network/cidr";
import type { AllowedTraffic, NetworkPolicySpec } from "../../core/services/allowedTraffic";
import { prometheusPods } from "../../core/services/prometheus";

/** A peer of a network policy. */
export type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** A port of a network policy. */
export type Port = types.input.networking.v1.NetworkPolicyPort;

/** IPv4 blocks of the Kubernetes API. Network policies select it by address, because it does not run in pods. */
export interface ClusterNetwork {
  /** IPv4 block of Services. */
  readonly serviceCidr: string;
  /** IPv4 blocks of the subnets of the control plane's network interfaces. */
  readonly controlPlaneCidrs: readonly string[];
}

/** Arguments of `networkPolicySpecs`. */
export interface NetworkPolicySpecsArgs {
  /** IPv4 blocks of the Kubernetes API. */
  readonly network: ClusterNetwork;
  /** Traffic to allow. */
  readonly allowedTraffic: AllowedTraffic;
  /** Labels of the pods that the policies apply to. @default - all pods of the namespace */
  readonly pods?: Readonly<Record<string, string>> | undefined;
}

/** Denies all traffic of all pods of a namespace. */
export const defaultDeny = { podSelector: {}, policyTypes: ["Ingress", "Egress"] } satisfies NetworkPolicySpec;

/**
 * Returns the specs of the network policies of a platform service by name. They deny everything that none of them
 * allows. Probes need no policy, because a node can always reach its own pods.
 */
export function networkPolicySpecs(args: NetworkPolicySpecsArgs): Readonly<Record<string, NetworkPolicySpec>> {
  const { network, allowedTraffic, pods } = args;
  const podSelector = pods ? { matchLabels: pods } : {};
  const egress = (to: Peer[], ports: Port[]): NetworkPolicySpec => ({
    podSelector,
    policyTypes: ["Egress"],
    egress: [{ to, ports }],
  });
  const ingress = (from: Peer[], ports: Port[]): NetworkPolicySpec => ({
    podSelector,
    policyTypes: ["Ingress"],
    ingress: [{ from, ports }],
  });
  const controlPlane = network.controlPlaneCidrs.map(block);
  const { fromApiServer = [], metrics = [], https = false, podIdentity = false, further = {} } = allowedTraffic;
  return {
    "default-deny": { podSelector, policyTypes: ["Ingress", "Egress"] },
    "each-other": {
      podSelector,
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector }] }],
      egress: [{ to: [{ podSelector }] }],
    },
    dns: egress(dnsPeers, dnsPorts),
    "api-server": egress(apiServerPeers(network), [tcp(443)]),
    ...(fromApiServer.length > 0 && { "from-api-server": ingress(controlPlane, fromApiServer.map(tcp)) }),
    ...(metrics.length > 0 && {
      metrics: ingress([podsOf(prometheusPods.namespace, prometheusPods.labels)], metrics.map(tcp)),
    }),
    ...(https && { https: egress([internet], [tcp(443)]) }),
    ...(podIdentity && { "pod-identity": egress([block(podIdentityBlock)], [tcp(80)]) }),
    ...further,
  };
}

/** Pods of the cluster's DNS. */
export const dnsPeers: Peer[] = [podsOf("kube-system", { "k8s-app": "kube-dns" })];

/** Ports of DNS. */
export const dnsPorts: Port[] = [{ protocol: "UDP", port: 53 }, tcp(53)];

/** Public addresses: all but private ones, of this network and of connected networks. */
export const internet: Peer = { ipBlock: { cidr: "0.0.0.0/0", except: privateAndLinkLocalBlocks } };

/** Returns the pods of a namespace as a peer. @param labels Labels of the pods. @default - all pods of the namespace */
export function podsOf(namespace: string, labels?: Readonly<Record<string, string>>): Peer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: labels ? { matchLabels: labels } : {},
  };
}

/** Returns an IPv4 block as a peer. */
export function block(cidr: string): Peer {
  return { ipBlock: { cidr } };
}

/** Returns a TCP port. */
export function tcp(port: number): Port {
  return { protocol: "TCP", port };
}

/**
 * Returns the peers of the Kubernetes API: the address of the Service `kubernetes`, which pods call, and the control
 * plane's subnets.
 *
 * @throws Error if `serviceCidr` is not an IPv4 block.
 */
export function apiServerPeers({ serviceCidr, controlPlaneCidrs }: ClusterNetwork): Peer[] {
  return [kubernetesService(serviceCidr), ...controlPlaneCidrs].map(block);
}

/** The address of the Service `kubernetes`: the first of the block. */
function kubernetesService(serviceCidr: string): string {
  const cidr = parseCidr(serviceCidr);
  if (!cidr)
    throw new Error(
      `cluster.serviceCidr must be an IPv4 block, not ${serviceCidr}\n  fix: use a block such as 172.20.0.0/16`,
    );
  return formatCidr({ base: cidr.base + 1, prefix: 32 });
}
