import type { NodeScaler } from "../compute/nodeScaler";

/** Namespace of both controllers. */
export const nodeScalerNamespace = "kube-system";

interface Scraped {
  /** Labels of the Service, as the chart sets them. */
  readonly service: Readonly<Record<string, string>>;
  readonly port: string;
  /** Name of the Service, which is the label `job` in Prometheus. */
  readonly job: string;
  /** Metrics that no alert and no dashboard uses, as a regular expression. */
  readonly drop?: string;
}

/**
 * Services of the controllers. Their charts are installed before the CRDs of the Prometheus operator, so
 * `Observability` creates the monitors.
 */
export const scrapedScalers: Readonly<Record<NodeScaler, Scraped>> = {
  karpenter: {
    service: { "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/instance": "karpenter" },
    port: "http-metrics",
    job: "karpenter",
    // About 15,000 series: price and availability of every EC2 instance type in every zone.
    drop: "karpenter_cloudprovider_instance_type_.+",
  },
  "cluster-autoscaler": {
    service: {
      "app.kubernetes.io/name": "aws-cluster-autoscaler",
      "app.kubernetes.io/instance": "cluster-autoscaler",
    },
    port: "http",
    job: "cluster-autoscaler-aws-cluster-autoscaler",
  },
};

/** Returns the label `job` of a controller's metrics. */
export function jobOf(scaler: NodeScaler): string {
  return scrapedScalers[scaler].job;
}
