import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartFacts, chartName } from "../../core/services/chartFacts";
import { Component } from "../component";
import { type Mirror, mirroredChart } from "./mirror";
import { type ScrapeTarget, serviceMonitor } from "./serviceMonitor";

export interface ChartArgs {
  /** Which chart, out of its service's facts. Its name is the release's too. */
  readonly chart: ChartFacts;
  readonly mirror: Mirror;
  readonly namespace: pulumi.Input<string>;
  /** Out of a pure function with a test of its own. */
  readonly values: pulumi.Input<Record<string, unknown>>;
  /**
   * Whether the chart's own CRDs are left out, because another chart brings them: Helm would never upgrade them.
   *
   * @default false
   */
  readonly skipCrds?: boolean;
  /** Where its metrics are, for a chart without a ServiceMonitor of its own. @default - the chart's own, or none */
  readonly metrics?: Omit<ScrapeTarget, "namespace"> | undefined;
}

/** How long Helm waits until everything of a chart is ready, s: images of several GB are pulled on the way. */
const timeoutSeconds = 900;

/**
 * An upstream Helm chart at its pinned version.
 *
 * A Release rather than a Chart: Helm itself installs it, so that hooks run, generated certificates stay and `up` waits
 * until its pods are ready. What it creates is not in the plan: the plan lists it as opaque.
 *
 * Depend on the component: `dependsOn: [chart]` means that its pods are ready.
 */
export class Chart extends Component {
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: ChartArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Chart", name, opts);

    const release = {
      ...mirroredChart(args.mirror, args.chart),
      // Named after the chart: a random suffix would be in the name of every object.
      name: chartName(args.chart),
      namespace: args.namespace,
      values: args.values,
      skipCrds: args.skipCrds ?? false,
      // A failed install or upgrade is taken back, and the next `up` starts from what worked.
      atomic: true,
      timeout: timeoutSeconds,
      maxHistory: 5,
    };
    this.release = new k8s.helm.v3.Release(name, release, { parent: this });

    if (args.metrics) {
      const target = { ...args.metrics, namespace: args.namespace };
      serviceMonitor(`${name}-metrics`, target, { parent: this, dependsOn: [this.release] });
    }

    this.registerOutputs({});
  }
}
