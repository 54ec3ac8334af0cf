import type { StandIn } from "../../../core/charts/standIn";
import type { JsonObject } from "../../../core/json/json";
import { type InstanceType, instanceTypes } from "../instanceCatalogue";

/**
 * Returns the node affinity of a plugin. Upstream lists instance types by name; this list contains those of the
 * catalogue.
 *
 * @param listed Whether upstream lists an instance type.
 * @param unwanted Values of the label `eks.amazonaws.com/compute-type` of nodes on which the plugin does not run.
 */
function onInstanceTypes(listed: (type: InstanceType) => boolean, unwanted: readonly string[]): JsonObject {
  const types = instanceTypes.filter(listed).map(({ type }) => type);
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: "node.kubernetes.io/instance-type", operator: "In", values: types },
              { key: "eks.amazonaws.com/compute-type", operator: "NotIn", values: [...unwanted] },
            ],
          },
        ],
      },
    },
  };
}

const criticalAddons = { key: "CriticalAddonsOnly", operator: "Exists" };

/** Without the chart's problem detector, schedulers and DRA driver, which our values or upstream's defaults disable. */
const neuronDevicePlugin: StandIn = {
  source: "github.com/aws-neuron/neuron-helm-charts, charts/neuron-helm-chart 1.9.0, because 1.10.0 was not available",
  values: {
    devicePlugin: {
      enabled: true,
      image: { repository: "public.ecr.aws/neuron/neuron-device-plugin", tag: "2.31.0.0" },
      serviceAccount: { create: true, name: "neuron-device-plugin" },
      updateStrategy: { type: "RollingUpdate" },
      priorityClassName: "system-node-critical",
      podSecurityContext: {},
      resources: {},
      nodeSelector: {},
      tolerations: [
        criticalAddons,
        { key: "aws.amazon.com/neuron", operator: "Exists", effect: "NoSchedule" },
        {
          key: "sagemaker.amazonaws.com/node-health-status",
          operator: "Equal",
          value: "Unschedulable",
          effect: "NoSchedule",
        },
      ],
      affinity: onInstanceTypes(
        ({ accelerator }) => accelerator?.manufacturer === "aws",
        ["fargate", "hybrid", "auto"],
      ),
    },
    npd: { enabled: true },
  },
  workloads: [
    {
      kind: "DaemonSet",
      name: "neuron-device-plugin",
      enabled: "devicePlugin.enabled",
      selector: {
        name: "neuron-device-plugin-ds",
        "app.kubernetes.io/name": "neuron-device-plugin",
        "app.kubernetes.io/instance": "{{ .Release.Name }}",
      },
      strategy: "devicePlugin.updateStrategy",
      container: "neuron-device-plugin",
      image: "{{ .Values.devicePlugin.image.repository }}:{{ .Values.devicePlugin.image.tag }}",
      ports: [],
      resources: "devicePlugin.resources",
      priorityClassName: "{{ .Values.devicePlugin.priorityClassName }}",
      placement: {
        nodeSelector: "devicePlugin.nodeSelector",
        tolerations: "devicePlugin.tolerations",
        affinity: "devicePlugin.affinity",
      },
      podSecurityContext: "devicePlugin.podSecurityContext",
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      hostPaths: { "device-plugin": "/var/lib/kubelet/device-plugins", "infa-map": "/run", "aws-config": "/opt/aws" },
      serviceAccount: {
        name: "{{ .Values.devicePlugin.serviceAccount.name }}",
        create: ["devicePlugin.serviceAccount.create"],
      },
    },
  ],
};

const efaDevicePlugin: StandIn = {
  source: "github.com/aws/eks-charts, stable/aws-efa-k8s-device-plugin v0.5.30 of 2026-07-21",
  values: {
    image: {
      repository: "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin",
      tag: "v0.5.20",
    },
    securityContext: { privileged: true },
    resources: { requests: { cpu: "10m", memory: "20Mi" } },
    nodeSelector: {},
    tolerations: [],
  },
  workloads: [
    {
      kind: "DaemonSet",
      name: "{{ .Release.Name }}",
      selector: { name: "{{ .Release.Name }}" },
      container: "aws-efa-k8s-device-plugin",
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}",
      ports: [],
      resources: "resources",
      priorityClassName: "system-node-critical",
      placement: {
        nodeSelector: "nodeSelector",
        tolerations: "tolerations",
        alwaysTolerates: [criticalAddons],
        fixedAffinity: onInstanceTypes(({ efaInterfaces }) => efaInterfaces > 0, ["auto"]),
      },
      securityContext: { privileged: true },
      hostNetwork: true,
      hostPaths: { "device-plugin": "/var/lib/kubelet/device-plugins", "infiniband-volume": "/dev/infiniband/" },
    },
  ],
};

export const standIns = {
  "neuron-helm-chart": neuronDevicePlugin,
  "aws-efa-k8s-device-plugin": efaDevicePlugin,
} as const;
