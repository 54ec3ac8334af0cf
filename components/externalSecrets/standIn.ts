import type { StandIn, Workload } from "../../core/charts/standIn";

const common = {
  replicaCount: 1,
  image: { repository: "ghcr.io/external-secrets/external-secrets", tag: "v2.9.0" },
  resources: {},
  nodeSelector: {},
  tolerations: [],
  affinity: {},
  topologySpreadConstraints: [],
  priorityClassName: "",
};

/**
 * Returns one of the chart's Deployments, which differ only in these arguments.
 *
 * @param values Path of the Deployment's values with a trailing dot, or an empty string.
 */
function deployment(
  values: string,
  container: string,
  more: Pick<Workload, "name" | "ports" | "service" | "serviceAccount">,
): Workload {
  return {
    kind: "Deployment",
    selector: { "app.kubernetes.io/name": more.name, "app.kubernetes.io/instance": "{{ .Release.Name }}" },
    replicas: `${values}replicaCount`,
    container,
    image: `{{ .Values.${values}image.repository }}:{{ .Values.${values}image.tag }}`,
    resources: `${values}resources`,
    priorityClassName: `{{ .Values.${values}priorityClassName }}`,
    placement: {
      nodeSelector: `${values}nodeSelector`,
      tolerations: `${values}tolerations`,
      affinity: `${values}affinity`,
      topologySpreadConstraints: `${values}topologySpreadConstraints`,
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: "RuntimeDefault" },
      capabilities: { drop: ["ALL"] },
    },
    ...more,
  };
}

const externalSecrets: StandIn = {
  source: "github.com/external-secrets/external-secrets helm-chart-2.9.0, deploy/charts/external-secrets",
  validatedKinds: ["external-secrets.io/ExternalSecret", "external-secrets.io/SecretStore"],
  createdKinds: ["cert-manager.io/Certificate", "monitoring.coreos.com/ServiceMonitor"],
  values: {
    ...common,
    serviceAccount: { create: true, name: "" },
    webhook: { ...common, create: true, serviceAccount: { create: true } },
  },
  workloads: [
    deployment("", "external-secrets", {
      name: "external-secrets",
      ports: [{ name: "metrics", port: "8080" }],
      serviceAccount: {
        name: "{{ default .Release.Name .Values.serviceAccount.name }}",
        create: ["serviceAccount.create"],
      },
    }),
    deployment("webhook.", "webhook", {
      name: "external-secrets-webhook",
      ports: [
        { name: "metrics", port: "8080" },
        { name: "webhook", port: "10250" },
        { name: "ready", port: "8081" },
      ],
      serviceAccount: { name: "external-secrets-webhook", create: ["webhook.serviceAccount.create"] },
      service: {
        name: "external-secrets-webhook",
        ports: [{ name: "webhook", port: "443", target: "webhook" }],
      },
    }),
  ],
  definitions: { folder: "external-secrets" },
};

export const standIns = { "external-secrets": externalSecrets } as const;
