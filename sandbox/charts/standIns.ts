import type { ChartName } from "../../components/versions";
import { argoCd } from "./rows/argoCd";
import { awsLoadBalancerController } from "./rows/awsLoadBalancerController";
import { certManager } from "./rows/certManager";
import { clusterAutoscaler } from "./rows/clusterAutoscaler";
import { dcgmExporter } from "./rows/dcgmExporter";
import { efaDevicePlugin, neuronDevicePlugin } from "./rows/devicePlugins";
import { externalSecrets } from "./rows/externalSecrets";
import { grafana } from "./rows/grafana";
import { istioBase, istiod, istioGateway } from "./rows/istio";
import { karpenter, karpenterCrd } from "./rows/karpenter";
import { kserveCrd, kserveResources, kserveRuntimeConfigs } from "./rows/kserve";
import { kubeflowTrainer } from "./rows/kubeflowTrainer";
import { kubePrometheusStack } from "./rows/kubePrometheusStack";
import { prometheusOperatorCrds } from "./rows/prometheusOperatorCrds";
import type { StandIn } from "./standIn";

/** What stands in for a chart of `components/versions.ts` that is not at hand: a row a chart. */
export const standIns = {
  "karpenter-crd": karpenterCrd,
  karpenter,
  "cluster-autoscaler": clusterAutoscaler,
  "neuron-helm-chart": neuronDevicePlugin,
  "aws-efa-k8s-device-plugin": efaDevicePlugin,
  "cert-manager": certManager,
  "aws-load-balancer-controller": awsLoadBalancerController,
  "external-secrets": externalSecrets,
  "argo-cd": argoCd,
  "prometheus-operator-crds": prometheusOperatorCrds,
  "kube-prometheus-stack": kubePrometheusStack,
  grafana,
  "dcgm-exporter": dcgmExporter,
  base: istioBase,
  istiod,
  gateway: istioGateway,
  "kserve-crd": kserveCrd,
  "kserve-resources": kserveResources,
  "kserve-runtime-configs": kserveRuntimeConfigs,
  "kubeflow-trainer": kubeflowTrainer,
} as const satisfies Record<ChartName, StandIn>;

/** @throws Error where the table has no row, with what to write. */
export function standInOf(chart: string): StandIn {
  const row = Object.entries<StandIn>(standIns).find(([name]) => name === chart)?.[1];
  if (!row) {
    throw new Error(
      `sandbox/charts/standIns.ts has no row for the chart ${chart}: add one with the workloads of upstream's templates ` +
        "that the platform relies on (names, labels, ports, service accounts, the values that place and size them), " +
        "their defaults, and the kinds of its CRDs",
    );
  }
  return row;
}
