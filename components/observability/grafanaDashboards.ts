import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type Dashboard, dashboardJson } from "./dashboards/dashboard";
import { dashboardLabel } from "./grafana";

/** Arguments of `GrafanaDashboards`. */
export interface GrafanaDashboardsArgs {
  /** Namespace of Grafana. */
  readonly namespace: pulumi.Input<string>;
  /** Dashboards. The `uid` of each is part of its URL and of the name of its ConfigMap. */
  readonly dashboards: readonly Dashboard[];
}

/** Dashboards of Grafana: one ConfigMap for each, which a sidecar loads from Grafana's namespace. */
export class GrafanaDashboards extends Component {
  /** `uid` of each dashboard. Grafana shows a dashboard at the path `/d/<uid>`. */
  readonly uids: readonly string[];

  constructor(name: string, args: GrafanaDashboardsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:GrafanaDashboards", name, opts);

    for (const dashboard of args.dashboards) {
      new k8s.core.v1.ConfigMap(
        `${name}-${dashboard.uid}`,
        {
          metadata: {
            name: `dashboard-${dashboard.uid}`,
            namespace: args.namespace,
            labels: { [dashboardLabel]: "1" },
          },
          data: { [`${dashboard.uid}.json`]: JSON.stringify(dashboardJson(dashboard)) },
        },
        { parent: this },
      );
    }

    this.uids = args.dashboards.map(({ uid }) => uid);
    this.registerOutputs({ uids: this.uids });
  }
}
