import type { NodeScaler } from "../compute/nodeScaler";

/** Where both run. */
export const nodeScalerNamespace = "kube-system";

interface Scraped {
  /** Labels of the Service, as the chart sets them. */
  readonly service: Readonly<Record<string, string>>;
  readonly port: string;
  /** The Service's name, which Prometheus makes the label `job`. */
  readonly job: string;
  /** Metrics that nothing here asks for, as a regular expression. */
  readonly drop?: string;
}

/** Their Services. Whoever makes them comes before the kinds of Prometheus' operator: their monitors come with Prometheus. */
export const scrapedScalers: Readonly<Record<NodeScaler, Scraped>> = {
  karpenter: {
    service: { "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/instance": "karpenter" },
    port: "http-metrics",
    job: "karpenter",
    // Some 15,000 series: price and availability of every instance type of EC2 in every zone.
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

export function jobOf(scaler: NodeScaler): string {
  return scrapedScalers[scaler].job;
}
