import type { StandIn, Workload } from "../../core/charts/standIn";
import type { JsonObject } from "../../core/json/json";
import { grafana } from "./grafanaStandIn";

const release = "{{ .Release.Name }}";

/** Security context of every container except the node exporter: the pod security standard `restricted`. */
const restricted: JsonObject = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

const image = (values: string) => `{{ ${values}.registry }}/{{ ${values}.repository }}:{{ ${values}.tag }}`;

/** The affinity that the chart renders for `podAntiAffinity: hard` by zone. */
function zoneAntiAffinity(name: string): JsonObject {
  const matchExpressions = [{ key: "app.kubernetes.io/name", operator: "In", values: [name] }];
  const term = { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchExpressions } };
  return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

/**
 * Returns the StatefulSet that the operator creates for a custom resource of the chart. Its volumes are not included.
 */
function operatorWorkload(name: "prometheus" | "alertmanager", port: string): Workload {
  const spec = `${name}.${name}Spec`;
  const instance = `${release}-${name}`;
  const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance };
  return {
    kind: "StatefulSet",
    name: `${name}-${instance}`,
    selector,
    replicas: `${spec}.replicas`,
    container: name,
    image: image(`.Values.${spec}.image`),
    ports: [{ name: "http-web", port }],
    resources: `${spec}.resources`,
    priorityClassName: `{{ .Values.${spec}.priorityClassName }}`,
    placement: {
      nodeSelector: `${spec}.nodeSelector`,
      tolerations: `${spec}.tolerations`,
      fixedAffinity: zoneAntiAffinity(name),
    },
    podSecurityContext: `${spec}.securityContext`,
    securityContext: restricted,
    serviceAccount: { name: instance, create: [`${name}.enabled`] },
    service: { name: instance, ports: [{ name: "http-web", port, target: "http-web" }] },
  };
}

const operator: Workload = {
  kind: "Deployment",
  name: `${release}-operator`,
  selector: { app: "kube-prometheus-stack-operator", release },
  container: "kube-prometheus-stack",
  image: image(".Values.prometheusOperator.image"),
  ports: [{ name: "https", port: "{{ .Values.prometheusOperator.tls.internalPort }}" }],
  resources: "prometheusOperator.resources",
  priorityClassName: "",
  placement: { nodeSelector: "prometheusOperator.nodeSelector", tolerations: "prometheusOperator.tolerations" },
  podSecurityContext: "prometheusOperator.securityContext",
  securityContext: restricted,
  serviceAccount: { name: `${release}-operator`, create: ["prometheusOperator.serviceAccount.create"] },
  service: { name: `${release}-operator`, ports: [{ name: "https", port: "443", target: "https" }] },
};

const kubeStateMetrics: Workload = {
  kind: "Deployment",
  name: `${release}-kube-state-metrics`,
  selector: { "app.kubernetes.io/name": "kube-state-metrics", "app.kubernetes.io/instance": release },
  replicas: "kube-state-metrics.replicas",
  container: "kube-state-metrics",
  image: image('(index .Values "kube-state-metrics" "image")'),
  ports: [{ name: "http", port: "8080" }],
  resources: "kube-state-metrics.resources",
  priorityClassName: "",
  placement: { nodeSelector: "kube-state-metrics.nodeSelector", tolerations: "kube-state-metrics.tolerations" },
  podSecurityContext: "kube-state-metrics.securityContext",
  securityContext: restricted,
  serviceAccount: { name: `${release}-kube-state-metrics`, create: ["kube-state-metrics.serviceAccount.create"] },
  service: { name: `${release}-kube-state-metrics`, ports: [{ name: "http", port: "8080", target: "http" }] },
};

const nodeExporter: Workload = {
  kind: "DaemonSet",
  name: `${release}-prometheus-node-exporter`,
  namespace: '{{ default .Release.Namespace (index .Values "prometheus-node-exporter" "namespaceOverride") }}',
  selector: { "app.kubernetes.io/name": "prometheus-node-exporter", "app.kubernetes.io/instance": release },
  container: "node-exporter",
  image: image('(index .Values "prometheus-node-exporter" "image")'),
  ports: [{ name: "http-metrics", port: "9100" }],
  resources: "prometheus-node-exporter.resources",
  priorityClassName: "",
  placement: {
    nodeSelector: "prometheus-node-exporter.nodeSelector",
    tolerations: "prometheus-node-exporter.tolerations",
  },
  podSecurityContext: "prometheus-node-exporter.securityContext",
  securityContext: { readOnlyRootFilesystem: true },
  hostNetwork: true,
  hostPaths: { proc: "/proc", sys: "/sys", root: "/" },
  serviceAccount: {
    name: `${release}-prometheus-node-exporter`,
    create: ["prometheus-node-exporter.serviceAccount.create"],
  },
  service: {
    name: `${release}-prometheus-node-exporter`,
    ports: [{ name: "http-metrics", port: "9100", target: "http-metrics" }],
  },
};

const runtimeDefault = { type: "RuntimeDefault" };
const nobodySecurityContext = { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 };
const everyLinux = { "kubernetes.io/os": "linux" };

/** Values that both custom resources share. */
function specValues(repository: string, tag: string): JsonObject {
  return {
    replicas: 1,
    image: { registry: "quay.io", repository, tag },
    resources: {},
    priorityClassName: "",
    nodeSelector: {},
    tolerations: [],
    securityContext: {
      runAsGroup: 2000,
      runAsNonRoot: true,
      runAsUser: 1000,
      fsGroup: 2000,
      seccompProfile: runtimeDefault,
    },
  };
}

const kubePrometheusStack: StandIn = {
  source:
    "github.com/prometheus-community/helm-charts kube-prometheus-stack-88.5.3 with its subcharts, without Grafana",
  validatedKinds: ["monitoring.coreos.com/AlertmanagerConfig", "monitoring.coreos.com/PrometheusRule"],
  createdKinds: [
    "monitoring.coreos.com/Alertmanager",
    "monitoring.coreos.com/Prometheus",
    "monitoring.coreos.com/PrometheusRule",
    "monitoring.coreos.com/ServiceMonitor",
  ],
  values: {
    prometheusOperator: {
      image: { registry: "quay.io", repository: "prometheus-operator/prometheus-operator", tag: "v0.93.1" },
      tls: { internalPort: 10250 },
      serviceAccount: { create: true },
      resources: {},
      nodeSelector: {},
      tolerations: [],
      securityContext: { ...nobodySecurityContext, seccompProfile: runtimeDefault },
    },
    prometheus: { enabled: true, prometheusSpec: specValues("prometheus/prometheus", "v3.14.0-distroless") },
    alertmanager: { enabled: true, alertmanagerSpec: specValues("prometheus/alertmanager", "v0.34.0") },
    "kube-state-metrics": {
      image: { registry: "registry.k8s.io", repository: "kube-state-metrics/kube-state-metrics", tag: "v2.20.0" },
      replicas: 1,
      serviceAccount: { create: true },
      resources: {},
      nodeSelector: {},
      tolerations: [],
      securityContext: { ...nobodySecurityContext, seccompProfile: runtimeDefault },
    },
    "prometheus-node-exporter": {
      namespaceOverride: "",
      image: { registry: "quay.io", repository: "prometheus/node-exporter", tag: "v1.12.1-distroless" },
      serviceAccount: { create: true },
      resources: {},
      nodeSelector: everyLinux,
      tolerations: [{ effect: "NoSchedule", operator: "Exists" }],
      securityContext: nobodySecurityContext,
    },
  },
  workloads: [
    operator,
    operatorWorkload("prometheus", "9090"),
    operatorWorkload("alertmanager", "9093"),
    kubeStateMetrics,
    nodeExporter,
  ],
};

export const standIns = { "kube-prometheus-stack": kubePrometheusStack, grafana } as const;
