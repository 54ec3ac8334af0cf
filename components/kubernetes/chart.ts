import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartFacts, chartName } from "../../core/services/chartFacts";
import { Component } from "../component";
import { type Mirror, mirroredChart } from "./mirror";
import { type ScrapeTarget, serviceMonitor } from "./serviceMonitor";

/** Arguments of `Chart`. */
export interface ChartArgs {
  /** The chart, from the facts of its service. The release has the chart's name. */
  readonly chart: ChartFacts;
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Namespace of the release. */
  readonly namespace: pulumi.Input<string>;
  /** Values of the chart, from a pure function with a test of its own. */
  readonly values: pulumi.Input<Record<string, unknown>>;
  /**
   * Whether Helm skips the CRDs in the chart's folder `crds`, because another chart installs and upgrades them.
   *
   * @default false
   */
  readonly skipCrds?: boolean;
  /** Metrics, for a chart without a ServiceMonitor of its own. @default - the chart's ServiceMonitor, or none */
  readonly metrics?: Omit<ScrapeTarget, "namespace"> | undefined;
}

/** Time that Helm waits until all objects of a chart are ready, in seconds. Some images have several GB. */
const timeoutSeconds = 900;

/**
 * An upstream Helm chart at its pinned version.
 *
 * It is a Helm release: Helm runs hooks, keeps generated certificates, and `up` waits until the pods are ready. The
 * plan does not contain the chart's objects and lists the release as opaque.
 *
 * A dependency on the component (`dependsOn: [chart]`) means that its pods are ready.
 */
export class Chart extends Component {
  /** The Helm release. */
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: ChartArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Chart", name, opts);

    const release = {
      ...mirroredChart(args.mirror, args.chart),
      // Without a name, Pulumi adds a random suffix, which the names of all objects would contain.
      name: chartName(args.chart),
      namespace: args.namespace,
      values: args.values,
      skipCrds: args.skipCrds ?? false,
      // Helm rolls back a failed install or upgrade, so that the next `up` starts from the last working release.
      atomic: true,
      timeout: timeoutSeconds,
      maxHistory: 5,
    };
    this.release = new k8s.helm.v3.Release(name, release, { parent: this });

    if (args.metrics) {
      const target = { ...args.metrics, namespace: args.namespace };
      serviceMonitor(`${name}-metrics`, target, { parent: this, dependsOn: [this.release] });
    }

    this.registerOutputs({ releaseName: this.release.name, namespace: this.release.namespace });
  }
}
