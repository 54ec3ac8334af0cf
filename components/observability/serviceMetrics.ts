import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type ScrapeTarget, serviceMonitor } from "../kubernetes/serviceMonitor";
import type { AlertGroup } from "./alertGroup";
import { AlertRules } from "./alertRules";

/** Arguments of `ServiceMetrics`. */
export interface ServiceMetricsArgs extends Pick<ScrapeTarget, "namespace" | "port" | "path" | "intervalSeconds"> {
  /** Labels of the Service. */
  readonly labels: Readonly<Record<string, string>>;
  /** Alerts of the service. @default - none */
  readonly alerts?: readonly AlertGroup[];
  /** URL or folder of the runbooks. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
}

/**
 * Metrics and alerts of a Service: Prometheus scrapes its pods and evaluates its alerts. It must depend on
 * `MonitoringCrds`.
 *
 * The network policies of the namespace must allow ingress from Prometheus to the pods' port.
 */
export class ServiceMetrics extends Component {
  /** Name of the ServiceMonitor. */
  readonly monitorName: string;

  constructor(name: string, args: ServiceMetricsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ServiceMetrics", name, opts);

    const { labels, alerts = [], runbooks, ...target } = args;
    serviceMonitor(name, { ...target, service: labels }, { parent: this });
    if (alerts.length > 0) {
      const rules = { namespace: args.namespace, groups: alerts, runbooks };
      new AlertRules(`${name}-alerts`, rules, { parent: this });
    }

    this.monitorName = name;
    this.registerOutputs({ monitorName: this.monitorName });
  }
}
