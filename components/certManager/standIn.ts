import type { StandIn, Workload } from "../../core/charts/standIn";

const common = {
  replicaCount: 1,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  resources: {},
  nodeSelector: { "kubernetes.io/os": "linux" },
  affinity: {},
  tolerations: [],
  topologySpreadConstraints: [],
};

/**
 * Returns one of the chart's Deployments, which differ only in these arguments.
 *
 * @param values Path of the Deployment's values with a trailing dot, or an empty string.
 * @param suffix Part of its name after the release's name, or an empty string.
 */
function deployment(
  values: string,
  suffix: string,
  component: string,
  more: Pick<Workload, "ports" | "service">,
): Workload {
  const name = `{{ .Release.Name }}${suffix}`;
  return {
    kind: "Deployment",
    name,
    selector: {
      "app.kubernetes.io/name": suffix === "" ? "cert-manager" : component,
      "app.kubernetes.io/instance": "{{ .Release.Name }}",
      "app.kubernetes.io/component": component,
    },
    replicas: `${values}replicaCount`,
    container: `cert-manager-${component}`,
    image: `{{ .Values.imageRegistry }}/{{ .Values.imageNamespace }}/cert-manager-${component}:{{ .Chart.Version }}`,
    resources: `${values}resources`,
    priorityClassName: "{{ .Values.global.priorityClassName }}",
    placement: {
      nodeSelector: `${values}nodeSelector`,
      tolerations: `${values}tolerations`,
      affinity: `${values}affinity`,
      topologySpreadConstraints: `${values}topologySpreadConstraints`,
    },
    podSecurityContext: `${values}securityContext`,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    serviceAccount: { name, create: [`${values}serviceAccount.create`] },
    ...more,
  };
}

const metrics = { name: "http-metrics", port: "9402" };
const metricsPort = { name: "http-metrics", port: "9402", target: "http-metrics" };

const certManager: StandIn = {
  source: "github.com/cert-manager/cert-manager v1.21.1, deploy/charts/cert-manager",
  validatedKinds: ["acme.cert-manager.io/*", "cert-manager.io/*"],
  createdKinds: ["monitoring.coreos.com/ServiceMonitor"],
  values: {
    ...common,
    imageRegistry: "quay.io",
    imageNamespace: "jetstack",
    global: { priorityClassName: "" },
    serviceAccount: { create: true },
    webhook: { ...common, serviceAccount: { create: true } },
    cainjector: { ...common, serviceAccount: { create: true } },
  },
  workloads: [
    deployment("", "", "controller", {
      ports: [metrics, { name: "http-healthz", port: "9403" }],
      service: { name: "{{ .Release.Name }}", ports: [metricsPort] },
    }),
    deployment("webhook.", "-webhook", "webhook", {
      ports: [{ name: "https", port: "10250" }, { name: "healthcheck", port: "6080" }, metrics],
      service: {
        name: "{{ .Release.Name }}-webhook",
        ports: [
          { name: "https", port: "443", target: "https" },
          { name: "metrics", port: "9402", target: "http-metrics" },
        ],
      },
    }),
    deployment("cainjector.", "-cainjector", "cainjector", {
      ports: [metrics],
      service: { name: "{{ .Release.Name }}-cainjector", ports: [metricsPort] },
    }),
  ],
  definitions: { folder: "cert-manager" },
};

export const standIns = { "cert-manager": certManager } as const;
