import type { ChartName } from "../../components/versions";
import { clusterAutoscaler } from "./rows/clusterAutoscaler";
import { efaDevicePlugin, neuronDevicePlugin } from "./rows/devicePlugins";
import { karpenter, karpenterCrd } from "./rows/karpenter";
import type { StandIn } from "./standIn";

/** What stands in for a chart of `components/versions.ts` that is not at hand: a row a chart. */
export const standIns = {
  "karpenter-crd": karpenterCrd,
  karpenter,
  "cluster-autoscaler": clusterAutoscaler,
  "neuron-helm-chart": neuronDevicePlugin,
  "aws-efa-k8s-device-plugin": efaDevicePlugin,
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
