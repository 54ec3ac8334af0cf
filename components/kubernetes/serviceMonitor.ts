import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Settings of services' metrics. */
export interface MetricsArgs {
  /** Whether to create ServiceMonitors. Their CRD must exist. */
  readonly serviceMonitors: boolean;
}

/** Metrics of a Service. */
export interface ScrapeTarget {
  /** Namespace of the Service. */
  readonly namespace: pulumi.Input<string>;
  /** Labels of the Service. */
  readonly service: Readonly<Record<string, string>>;
  /** Name of the Service's port. */
  readonly port: string;
  /** Path of the metrics. @default "/metrics" */
  readonly path?: string;
  /** Interval of scrapes, in seconds. @default 30 */
  readonly intervalSeconds?: number;
  /** Regular expression of the names of metrics that Prometheus drops. @default - none */
  readonly drop?: string | undefined;
}

/** Creates a ServiceMonitor for a chart that has none. Prometheus selects ServiceMonitors of all namespaces. */
export function serviceMonitor(
  name: string,
  { namespace, service, port, path = "/metrics", intervalSeconds = 30, drop }: ScrapeTarget,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: service },
        endpoints: [
          {
            port,
            path,
            interval: `${intervalSeconds}s`,
            ...(drop !== undefined && {
              metricRelabelings: [{ action: "drop", sourceLabels: ["__name__"], regex: drop }],
            }),
          },
        ],
      },
    },
    opts,
  );
}
