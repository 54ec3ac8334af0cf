import { acceleratorCeilingAnnotation, platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import type { RuleContext } from "../context";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { type Fields, merged } from "./mergeFields";

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
  expectedMonthlyUsd: 900,
};

/** What every stack has: a team with all that it needs. */
export function world(): Subject[] {
  return teamPlace(team);
}

/** What differs from a team's place that keeps every rule; `undefined` takes a part away. */
export interface PlaceChanges {
  readonly labels?: Fields;
  /** Fields of the quota's `spec.hard`. */
  readonly quota?: Fields | undefined;
  readonly limitRange?: Fields | undefined;
  /** Fields of the `spec` of the policy that lets nothing pass. */
  readonly networkPolicy?: Fields | undefined;
}

/** A team's namespace with its bounds. */
export function teamPlace(name: string, changes: PlaceChanges = {}): Subject[] {
  const {
    labels = {},
    quota,
    limitRange,
    networkPolicy,
  } = { quota: {}, limitRange: {}, networkPolicy: {}, ...changes };
  return [
    object({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name,
        labels: merged(
          {
            [teamLabel]: name,
            "istio-injection": "disabled",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
            "pod-security.kubernetes.io/audit": "restricted",
          },
          labels,
        ),
        ...(quota && { annotations: { [acceleratorCeilingAnnotation]: "8" } }),
      },
    }),
    ...(quota
      ? [
          object({
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "team", namespace: name },
            spec: { hard: merged(goodQuota, quota) },
          }),
        ]
      : []),
    ...(limitRange
      ? [
          object({
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "team", namespace: name },
            spec: merged(
              { limits: [{ type: "Container", defaultRequest: { cpu: "250m", memory: "1Gi" } }] },
              limitRange,
            ),
          }),
        ]
      : []),
    ...(networkPolicy
      ? [
          object({
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "default-deny", namespace: name },
            spec: merged({ podSelector: {}, policyTypes: ["Ingress", "Egress"] }, networkPolicy),
          }),
        ]
      : []),
  ];
}

/** A namespace of the platform's own. */
export function platformPlace(name: string, changes: Pick<PlaceChanges, "labels" | "networkPolicy"> = {}): Subject[] {
  const labels = {
    [teamLabel]: undefined,
    "istio-injection": undefined,
    [platformNamespaceLabel]: "platform",
  };
  return teamPlace(name, {
    quota: undefined,
    limitRange: undefined,
    ...changes,
    labels: { ...labels, ...changes.labels },
  });
}

/** What is left out is not limited: a team without Neuron devices has none of them. */
const goodQuota = {
  "requests.cpu": "16",
  "requests.memory": "64Gi",
  "requests.nvidia.com/gpu": "8",
  "requests.aws.amazon.com/neuron": "0",
};
