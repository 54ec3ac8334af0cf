import type { ServiceFacts } from "../../core/services/serviceFacts";
import { services } from "../services/catalogue";

/** Namespaces that a team cannot have beside those of the platform's services: Kubernetes', and those of services to come. */
const reservedNames: ReadonlySet<string> = new Set([
  "amazon-cloudwatch",
  "amazon-guardduty",
  "argo",
  "argo-rollouts",
  "auth",
  "default",
  "dex",
  "feast",
  "flagger",
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
  "tracing",
  "velero",
  ...Object.values<ServiceFacts>(services).flatMap(({ namespace }) => namespace ?? []),
]);

/** Beginnings and ends of names that upstream projects use for namespaces of their own. */
const reservedForms = [/^kube-/, /^kubeflow-/, /^istio-/, /^knative-/, /^mlops-/, /-system$/];

/** Whether a name is, or may one day be, that of a namespace of the platform's own. */
export function isReservedName(name: string): boolean {
  return reservedNames.has(name) || reservedForms.some((form) => form.test(name));
}

/** Where a team's objects lie in a bucket, without a slash at its end. */
export function teamPrefix(team: string): string {
  return `teams/${team}`;
}

/** How the names of a team's secrets in Secrets Manager begin, with a slash at its end. */
export function teamSecretPrefix(platformName: string, team: string): string {
  return `/${platformName}/teams/${team}/`;
}
