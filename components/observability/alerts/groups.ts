import type { NodeScaler } from "../../compute/nodeScaler";
import { gatewayPods, proxies } from "../../ingressGateway/gatewayPods";
import type { AlertGroup } from "../alertGroup";
import { jobOf } from "../nodeScalers";
import type { PrometheusSize } from "../prometheusSize";
import { argoCd } from "./argoCd";
import { certificates } from "./certificates";
import { clusterAutoscaler } from "./clusterAutoscaler";
import { externalSecrets } from "./externalSecrets";
import { flagger } from "./flagger";
import { gpuHealth } from "./gpuHealth";
import { gpuUtilization } from "./gpuUtilization";
import { jobs } from "./jobs";
import { karpenter } from "./karpenter";
import { scrapes } from "./scrapes";
import { waitingPods } from "./waitingPods";

/** Arguments of `alertGroups`. */
export interface AlertGroupsArgs {
  /** Memory of Prometheus, from which the alert about its number of series is calculated. */
  readonly prometheus: Pick<PrometheusSize, "memoryMebibytes">;
  /** Controllers that add nodes. */
  readonly nodeScalers: readonly NodeScaler[];
}

const ofScaler: Readonly<Record<NodeScaler, AlertGroup>> = { karpenter, "cluster-autoscaler": clusterAutoscaler };

/** Values of the label `job` that exist on every platform: of the charts' Services and of the gateway's PodMonitor. */
const commonScrapeJobs = [
  "kube-state-metrics",
  "cert-manager",
  "external-secrets-metrics",
  "argocd-application-controller-metrics",
  "flagger",
  `${gatewayPods.namespace}/${proxies}`,
] as const;

/** Returns the alerts of the platform, one file for each group. Workloads have their own alerts. */
export function alertGroups({ prometheus, nodeScalers }: AlertGroupsArgs): readonly AlertGroup[] {
  return [
    gpuUtilization,
    gpuHealth,
    waitingPods,
    jobs,
    ...nodeScalers.map((scaler) => ofScaler[scaler]),
    certificates,
    externalSecrets,
    argoCd,
    flagger,
    scrapes(prometheus, [...nodeScalers.map(jobOf), ...commonScrapeJobs]),
  ];
}
