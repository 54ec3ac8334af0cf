import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Whether Prometheus' operator is there, whose kinds a service's metrics need. */
export interface MetricsArgs {
  /** Whether ServiceMonitors are made: their CRD must exist before. */
  readonly serviceMonitors: boolean;
}

export interface ScrapeTarget {
  readonly namespace: pulumi.Input<string>;
  /** Labels of the Service. */
  readonly service: Readonly<Record<string, string>>;
  /** Name of the Service's port. */
  readonly port: string;
  /** @default "/metrics" */
  readonly path?: string;
  /** Seconds between two looks. @default 30 */
  readonly intervalSeconds?: number;
  /** Metrics that are not kept, as a regular expression of their names. @default - none */
  readonly drop?: string | undefined;
}

/** A ServiceMonitor for what brings none of its own. Prometheus takes them from every namespace. */
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
