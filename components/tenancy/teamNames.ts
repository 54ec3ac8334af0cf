/** Namespaces that a team cannot have: Kubernetes', and those of the platform's services, today's and foreseen ones. */
const reservedNames = [
  "amazon-cloudwatch",
  "amazon-guardduty",
  "argo",
  "argo-rollouts",
  "argocd",
  "auth",
  "cert-manager",
  "databases",
  "default",
  "dex",
  "external-secrets",
  "feast",
  "flagger",
  "gpu-operator",
  "jobset",
  "karpenter",
  "keda",
  "kserve",
  "kubeflow",
  "logging",
  "metrics-server",
  "mlflow",
  "monitoring",
  "oauth2-proxy",
  "observability",
  "opentelemetry",
  "platform",
  "prometheus",
  "tracing",
  "velero",
] as const;

/** Beginnings and ends of names that upstream projects use for namespaces of their own. */
const reservedForms = [/^kube-/, /^kubeflow-/, /^istio-/, /^knative-/, /^mlops-/, /-system$/];

/** Whether a name is, or may one day be, that of a namespace of the platform's own. */
export function isReservedName(name: string): boolean {
  return reservedNames.some((reserved) => reserved === name) || reservedForms.some((form) => form.test(name));
}

/** Where a team's objects lie in a bucket, without a slash at its end. */
export function teamPrefix(team: string): string {
  return `teams/${team}`;
}

/** How the names of a team's secrets in Secrets Manager begin, with a slash at its end. */
export function teamSecretPrefix(platformName: string, team: string): string {
  return `/${platformName}/teams/${team}/`;
}
