import { acceleratorCeilingAnnotation, platformNamespaceLabel, teamLabel } from "../../core/kubernetes/labels";
import type { RuleContext } from "../context";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { type Fields, merged } from "./mergeFields";

/** Name of the specimens' team and of its namespace. */
export const team = "vision";

/** Name of a platform namespace. */
export const platformNamespace = "mlflow";

const accountRegistry = "111122223333.dkr.ecr.us-east-1.amazonaws.com/";

/** Prefix of the specimens' images: the account's own repositories. */
export const registry = `${accountRegistry}mlops/`;

/** Tags of AWS resources, with all required tags. */
export const tags = { owner: "ml-platform", platform: "mlops", environment: "prod", "managed-by": "pulumi" };

/** The default context of specimens. It is for `prod`, the strictest environment. */
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

/** Returns the resources that every test stack contains: a team's namespace with all its objects. */
export function baseStack(): Subject[] {
  return teamNamespace(team);
}

/** Changes to a team namespace that passes every rule; `undefined` removes an object. */
export interface NamespaceChanges {
  readonly labels?: Fields;
  /** Fields of the quota's `spec.hard`. */
  readonly quota?: Fields | undefined;
  readonly limitRange?: Fields | undefined;
  /** Fields of the `spec` of the default-deny policy. */
  readonly networkPolicy?: Fields | undefined;
}

/** Returns a team's namespace with its quota, limits and network policy. */
export function teamNamespace(name: string, changes: NamespaceChanges = {}): Subject[] {
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

/** Returns a platform namespace with its network policy. */
export function platformNamespaceObjects(
  name: string,
  changes: Pick<NamespaceChanges, "labels" | "networkPolicy"> = {},
): Subject[] {
  const labels = {
    [teamLabel]: undefined,
    "istio-injection": undefined,
    [platformNamespaceLabel]: "platform",
  };
  return teamNamespace(name, {
    quota: undefined,
    limitRange: undefined,
    ...changes,
    labels: { ...labels, ...changes.labels },
  });
}

/** A resource without an entry is not limited, so unused accelerators have 0. */
const goodQuota = {
  "requests.cpu": "16",
  "requests.memory": "64Gi",
  "requests.nvidia.com/gpu": "8",
  "requests.aws.amazon.com/neuron": "0",
};
