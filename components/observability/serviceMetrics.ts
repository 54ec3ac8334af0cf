import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type ScrapeTarget, serviceMonitor } from "../kubernetes/serviceMonitor";
import type { AlertGroup } from "./alertGroup";
import { AlertRules } from "./alertRules";

export interface ServiceMetricsArgs extends Pick<ScrapeTarget, "namespace" | "port" | "path" | "intervalSeconds"> {
  /** Labels of the Service. */
  readonly labels: Readonly<Record<string, string>>;
  /** What about it is worth an alert. @default - nothing */
  readonly alerts?: readonly AlertGroup[];
  /** Address or folder of the runbooks. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
}

/**
 * A service under watch: Prometheus scrapes what stands behind it, and evaluates its alerts. `MonitoringCrds` must be
 * there before.
 *
 * The namespace's network policies have to let Prometheus in at the pods' port.
 */
export class ServiceMetrics extends Component {
  constructor(name: string, args: ServiceMetricsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ServiceMetrics", name, opts);

    const { labels, alerts = [], runbooks, ...target } = args;
    serviceMonitor(name, { ...target, service: labels }, { parent: this });
    if (alerts.length > 0) {
      const rules = { namespace: args.namespace, groups: alerts, runbooks };
      new AlertRules(`${name}-alerts`, rules, { parent: this });
    }

    this.registerOutputs({});
  }
}
