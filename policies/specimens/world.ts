import type { RuleContext } from "../context";
import { object } from "../specimen";
import type { Subject } from "../subject";

/** The team of specimens, and its namespace. */
export const team = "vision";

/** A namespace of the platform's own. */
export const platformNamespace = "mlflow";

const accountRegistry = "111122223333.dkr.ecr.us-east-1.amazonaws.com/";

/** Where specimens' images are: the account's own repositories. */
export const registry = `${accountRegistry}mlops/`;

/** Of AWS resources, which have all that are asked for. */
export const tags = { owner: "ml-platform", platform: "mlops", environment: "prod", "managed-by": "pulumi" };

/** What rules know where a specimen says nothing else: of `prod`, which is the strictest. */
export const context: RuleContext = {
  environment: "prod",
  registries: [accountRegistry, "quay.io/argoproj/"],
  immutableRegistries: [registry],
  unresolvedImages: ["quay.io/argoproj/argocd:v3.0.0"],
  chartImages: ["quay.io/argoproj/argoexec:v4.0.0"],
  teams: [team],
  acceleratorPools: ["gpu-l4"],
  instanceTypes: ["m7i.*", "g6.*"],
  requiredTags: ["owner"],
  gpusPerPod: 4,
  monthlyBudgetUsd: 1000,
};

/** What every stack has: a team with all that it needs. */
export function world(): Subject[] {
  return [
    object({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: team,
        labels: {
          "mlops.platform/team": team,
          "istio-injection": "disabled",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
          "pod-security.kubernetes.io/audit": "restricted",
        },
        annotations: { "mlops.platform/accelerator-ceiling": "8" },
      },
    }),
    object({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "team", namespace: team },
      spec: { hard: { "requests.cpu": "16", "requests.memory": "64Gi", "requests.nvidia.com/gpu": "8" } },
    }),
    object({
      apiVersion: "v1",
      kind: "LimitRange",
      metadata: { name: "team", namespace: team },
      spec: { limits: [{ type: "Container", defaultRequest: { cpu: "250m", memory: "1Gi" } }] },
    }),
    object({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "default-deny", namespace: team },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
  ];
}
