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

/** Namespace of MLflow, and port of its pods: network policies apply to ports of pods, not of Services. */
const mlflowPods = { namespace: "mlflow", port: 5000 } as const;

/**
 * Returns the specs of the network policies of a team's namespace by name. They deny everything that none of them
 * allows. A workload that needs other traffic, such as a served model, creates a policy of its own.
 *
 * Network policies select destinations outside the cluster by address, and the addresses of AWS APIs such as S3 are not
 * fixed. Egress by HTTPS is therefore allowed to the whole Internet.
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
