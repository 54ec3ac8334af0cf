import { podIdentityBlock } from "../../core/network/blocks";
import type { NetworkPolicySpec } from "../../core/services/allowedTraffic";
import { prometheusPods } from "../../core/services/prometheus";
import {
  apiServerPeers,
  block,
  type ClusterNetwork,
  dnsPeers,
  dnsPorts,
  internet,
  type Peer,
  type Port,
  podsOf,
  tcp,
} from "../kubernetes/networkPolicySpecs";

/** Where a team's pods find MLflow: the port is its pods', which policies are about. */
const mlflowPods = { namespace: "mlflow", port: 5000 } as const;

/**
 * Network policies of a team's namespace by name: nothing passes but what one of them opens. They add up, so a workload
 * that needs another way in or out, as a served model does, brings a policy of its own.
 *
 * AWS's APIs, and S3 with them, have addresses all over the Internet, which policies know by number alone: HTTPS out of
 * the network is open to all of it.
 */
export function teamNetworkPolicies(network: ClusterNetwork): Readonly<Record<string, NetworkPolicySpec>> {
  return {
    "default-deny": { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    "same-namespace": {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
    dns: egress(dnsPeers, dnsPorts),
    mlflow: egress([podsOf(mlflowPods.namespace)], [tcp(mlflowPods.port)]),
    prometheus: {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [podsOf(prometheusPods.namespace, prometheusPods.labels)] }],
    },
    internet: egress([internet], [tcp(443)]),
    "pod-identity": egress([block(podIdentityBlock)], [tcp(80)]),
    "control-plane": egress(apiServerPeers(network), [tcp(443)]),
  };
}

function egress(to: Peer[], ports: Port[]): NetworkPolicySpec {
  return { podSelector: {}, policyTypes: ["Egress"], egress: [{ to, ports }] };
}
