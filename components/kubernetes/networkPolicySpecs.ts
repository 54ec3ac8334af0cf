import type { types } from "@pulumi/kubernetes";
import { notTheInternet, podIdentityBlock } from "../../core/network/blocks";
import { formatCidr, parseCidr } from "../../core/network/cidr";
import type { AllowedTraffic, NetworkPolicySpec } from "../../core/services/allowedTraffic";
import { prometheusPods } from "../../core/services/prometheus";

export type Peer = types.input.networking.v1.NetworkPolicyPeer;
export type Port = types.input.networking.v1.NetworkPolicyPort;

/** Addresses of the Kubernetes API: policies know it by number, since it runs in no pod. */
export interface ClusterNetwork {
  /** Addresses of Services. */
  readonly serviceCidr: string;
  /** Subnets of the control plane's network interfaces. */
  readonly controlPlaneCidrs: readonly string[];
}

export interface NetworkPolicySpecsArgs {
  readonly network: ClusterNetwork;
  readonly allowedTraffic: AllowedTraffic;
  /** Labels of the pods that the policies are for. @default - all of the namespace */
  readonly pods?: Readonly<Record<string, string>> | undefined;
}

/** Of all pods of a namespace. */
export const defaultDeny = { podSelector: {}, policyTypes: ["Ingress", "Egress"] } satisfies NetworkPolicySpec;

/**
 * Network policies of a platform service by name: nothing passes but what one of them opens. They add up. Nodes always
 * reach their own pods, so that probes need no opening.
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

/** Where names are resolved. */
export const dnsPeers: Peer[] = [podsOf("kube-system", { "k8s-app": "kube-dns" })];
export const dnsPorts: Port[] = [{ protocol: "UDP", port: 53 }, tcp(53)];

/** Addresses outside of this network and those connected with it. */
export const internet: Peer = { ipBlock: { cidr: "0.0.0.0/0", except: notTheInternet } };

/** Pods of a namespace, by labels. @param labels - all of the namespace's */
export function podsOf(namespace: string, labels?: Readonly<Record<string, string>>): Peer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: labels ? { matchLabels: labels } : {},
  };
}

export function block(cidr: string): Peer {
  return { ipBlock: { cidr } };
}

export function tcp(port: number): Port {
  return { protocol: "TCP", port };
}

/**
 * The Kubernetes API: the address of the Service `kubernetes`, as pods call it, and what stands behind it.
 *
 * @throws Error where the block of Services is no IPv4 block.
 */
export function apiServerPeers({ serviceCidr, controlPlaneCidrs }: ClusterNetwork): Peer[] {
  return [kubernetesService(serviceCidr), ...controlPlaneCidrs].map(block);
}

/** The address of the Service `kubernetes`, the first of all. */
function kubernetesService(serviceCidr: string): string {
  const cidr = parseCidr(serviceCidr);
  if (!cidr)
    throw new Error(`cluster.serviceCidr ${serviceCidr} is no IPv4 block\n  fix: write one such as 172.20.0.0/16`);
  return formatCidr({ base: cidr.base + 1, prefix: 32 });
}
