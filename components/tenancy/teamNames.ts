import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "../services/catalogue";

/**
 * Names that a team must not have: namespaces of platform services, of Kubernetes, and of services that may be added
 * later.
 */
const reservedNames: ReadonlySet<string> = new Set([
  "amazon-cloudwatch",
  "amazon-guardduty",
  "argo",
  "argo-rollouts",
  "auth",
  "default",
  "dex",
  "feast",
  "gpu-operator",
  "jobset",
  "karpenter",
  "keda",
  "logging",
  "metrics-server",
  "oauth2-proxy",
  "observability",
  "opentelemetry",
  "platform",
  "prometheus",
  "pushgateway",
  "tracing",
  "velero",
  ...Object.values<ServiceFacts>(services).flatMap(({ namespace }) => namespace ?? []),
]);

/** Prefixes and suffixes of names that upstream projects use for their namespaces. */
const reservedForms = [/^kube-/, /^kubeflow-/, /^istio-/, /^knative-/, /^mlops-/, /-system$/];

/** Returns whether a name is reserved for a namespace of the platform or of Kubernetes. */
export function isReservedName(name: string): boolean {
  return reservedNames.has(name) || reservedForms.some((form) => form.test(name));
}

/** Returns the prefix of a team's objects in a bucket, without a slash at the end. */
export function teamPrefix(team: string): string {
  return `teams/${team}`;
}

/** Folder of the prediction logs in a team's part of the bucket. */
export const predictionsFolder = "predictions";

/**
 * Returns the prefix of the prediction logs of a team's served models, without a slash at the end. Servers only add
 * objects to it.
 */
export function predictionsPrefix(team: string): string {
  return `${teamPrefix(team)}/${predictionsFolder}`;
}

/** Returns the prefix of the names of a team's secrets in Secrets Manager, with a slash at the end. */
export function teamSecretPrefix(platformName: string, team: string): string {
  return `/${platformName}/teams/${team}/`;
}
