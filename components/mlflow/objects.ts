import type { types } from "@pulumi/kubernetes";
import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { dnsEgress, egressTo } from "../data/bootstrap/egress";
import { administratorSecret, loginsLabel, mlflowPort } from "./configuration";
import { mostPods } from "./connections";
import { serverLabels } from "./server";

export function serviceSpec(): types.input.core.v1.ServiceSpec {
  return {
    selector: serverLabels,
    ports: [{ name: "http", port: mlflowPort, targetPort: "http", appProtocol: "http" }],
  };
}

/** Scales between the number of replicas and three times that number. */
export function autoscalerSpec(
  deployment: string,
  replicas: number,
): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: replicas,
    maxReplicas: mostPods(replicas),
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  };
}

/** Allows the eviction of one pod at a time, even of the only one, so that nodes can drain. */
export function disruptionBudgetSpec(): types.input.policy.v1.PodDisruptionBudgetSpec {
  return { maxUnavailable: 1, selector: { matchLabels: serverLabels } };
}

/** Only the administrator may read MLflow's metrics. The login is in a Secret of the namespace. */
export function serviceMonitorSpec() {
  return {
    selector: { matchLabels: serverLabels },
    endpoints: [
      {
        port: "http",
        path: "/metrics",
        interval: "30s",
        basicAuth: {
          username: { name: administratorSecret, key: "username" },
          password: { name: administratorSecret, key: "password" },
        },
      },
    ],
  };
}

/**
 * Policy of server and migration. Ingress: from pods of teams and of the platform, including Prometheus and the
 * gateway. Egress: to the database, S3, and services that these need.
 */
export function networkPolicySpec(databasePort: number): types.input.networking.v1.NetworkPolicySpec {
  return {
    // Policies are additive: a policy for all pods of the namespace would also apply to the Job of the logins.
    podSelector: { matchExpressions: [{ key: loginsLabel, operator: "DoesNotExist" }] },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [teamLabel, platformNamespaceLabel].map((key) => ({
          namespaceSelector: { matchExpressions: [{ key, operator: "Exists" }] },
        })),
        ports: [{ protocol: "TCP", port: mlflowPort }],
      },
    ],
    egress: egressTo(databasePort),
  };
}

/** Policy of the Job that creates teams' users: egress to the server and to DNS, no ingress. */
export function loginsNetworkPolicySpec(): types.input.networking.v1.NetworkPolicySpec {
  return {
    podSelector: { matchExpressions: [{ key: loginsLabel, operator: "Exists" }] },
    policyTypes: ["Ingress", "Egress"],
    egress: [
      dnsEgress,
      { to: [{ podSelector: { matchLabels: serverLabels } }], ports: [{ protocol: "TCP", port: mlflowPort }] },
    ],
  };
}
