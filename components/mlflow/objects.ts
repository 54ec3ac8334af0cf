import type { types } from "@pulumi/kubernetes";
import { platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import { dnsEgress, egressTo } from "../data/bootstrap/egress";
import { administratorSecret, loginsLabel, mlflowPort } from "./configuration";
import { serverLabels } from "./server";

export function serviceSpec(): types.input.core.v1.ServiceSpec {
  return {
    selector: serverLabels,
    ports: [{ name: "http", port: mlflowPort, targetPort: "http", appProtocol: "http" }],
  };
}

/** Between as many as the environment wants, and three times that. */
export function autoscalerSpec(
  deployment: string,
  replicas: number,
): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: replicas,
    maxReplicas: replicas * 3,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  };
}

/** One at a time, even if it is the only one: a node must be able to go. */
export function disruptionBudgetSpec(): types.input.policy.v1.PodDisruptionBudgetSpec {
  return { maxUnavailable: 1, selector: { matchLabels: serverLabels } };
}

/** MLflow's figures are for its administrator alone. The namespace's Secret has the login. */
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
 * Of server and migration. In: teams' pods, and the platform's, Prometheus and gateways among them. Out: the database, S3,
 * and what they need.
 */
export function networkPolicySpec(databasePort: number): types.input.networking.v1.NetworkPolicySpec {
  return {
    // Policies add up: what is for every pod of the namespace would open the logins' way too.
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

/** Of the job that makes teams' logins: out to the server and to DNS, and nothing in. */
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
