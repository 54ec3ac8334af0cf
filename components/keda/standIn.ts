import type { StandIn, Workload } from "../../core/charts/standIn";
import type { JsonObject } from "../../core/json/json";

const hardened: JsonObject = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/**
 * Returns one of the chart's three Deployments, which differ only in these arguments.
 *
 * @param section Key of its values, other than those of the image and of `part`.
 * @param part Key of its values for resources, security contexts and disruption budgets.
 */
function deployment(
  section: string,
  part: string,
  image: string,
  name: string,
  account: string,
  ports: Workload["ports"],
  service: Workload["service"],
): Workload {
  return {
    kind: "Deployment",
    name,
    selector: { app: name },
    replicas: `${section}.replicaCount`,
    container: name,
    image: `{{ .Values.image.${image}.registry }}/{{ .Values.image.${image}.repository }}:{{ .Chart.Version }}`,
    ports,
    resources: `resources.${part}`,
    priorityClassName: "{{ .Values.priorityClassName }}",
    placement: { nodeSelector: "nodeSelector", tolerations: "tolerations", affinity: "affinity" },
    podSecurityContext: `podSecurityContext.${part}`,
    securityContext: hardened,
    serviceAccount: { name: account, create: [`serviceAccount.${part}.create`] },
    ...(service && { service }),
  };
}

const metricsPort = { name: "metrics", port: "8080" };

const keda: StandIn = {
  source: "github.com/kedacore/charts v2.20.2, keda",
  values: {
    image: {
      keda: { registry: "ghcr.io", repository: "kedacore/keda" },
      metricsApiServer: { registry: "ghcr.io", repository: "kedacore/keda-metrics-apiserver" },
      webhooks: { registry: "ghcr.io", repository: "kedacore/keda-admission-webhooks" },
    },
    operator: { replicaCount: 1 },
    metricsServer: { replicaCount: 1 },
    webhooks: { replicaCount: 1 },
    resources: { operator: {}, metricServer: {}, webhooks: {} },
    podSecurityContext: {
      operator: { runAsNonRoot: true },
      metricServer: { runAsNonRoot: true },
      webhooks: { runAsNonRoot: true },
    },
    serviceAccount: { operator: { create: true }, metricServer: { create: true }, webhooks: { create: true } },
    priorityClassName: "",
    nodeSelector: {},
    tolerations: [],
    affinity: {},
  },
  workloads: [
    deployment("operator", "operator", "keda", "keda-operator", "keda-operator", [metricsPort], {
      name: "keda-operator",
      ports: [{ name: "metricsservice", port: "9666", target: "9666" }],
    }),
    deployment(
      "metricsServer",
      "metricServer",
      "metricsApiServer",
      "keda-operator-metrics-apiserver",
      "keda-metrics-server",
      [{ name: "https", port: "6443" }, metricsPort],
      { name: "keda-operator-metrics-apiserver", ports: [{ name: "https", port: "443", target: "6443" }] },
    ),
    deployment(
      "webhooks",
      "webhooks",
      "webhooks",
      "keda-admission-webhooks",
      "keda-webhook",
      [{ name: "http", port: "9443" }, metricsPort],
      { name: "keda-admission-webhooks", ports: [{ name: "https", port: "443", target: "9443" }] },
    ),
  ],
  definitions: { folder: "keda" },
  validatedKinds: ["keda.sh/*", "eventing.keda.sh/*"],
  createdKinds: ["cert-manager.io/Certificate", "monitoring.coreos.com/ServiceMonitor"],
};

export const standIns = { keda } as const;
