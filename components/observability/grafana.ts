import type * as pulumi from "@pulumi/pulumi";
import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { Component } from "../component";
import { Chart } from "../kubernetes/chart";
import type { Mirror } from "../kubernetes/mirror";
import { chartImage } from "./chartImage";
import { claimRetention } from "./claimRetention";
import { facts } from "./facts";
import { GrafanaAdmin, grafanaAdmin } from "./grafanaAdmin";

export interface GrafanaArgs {
  readonly mirror: Mirror;
  readonly namespace: pulumi.Input<string>;
  /** Whether what users have saved outlives the chart. */
  readonly deletionProtection: boolean;
}

/** Of what users save. */
const storageGibibytes = 5;

/**
 * Grafana and its administrator. Dashboards and data sources are ConfigMaps of its own namespace.
 *
 * One replica: its database is a file. While it is away nobody sees dashboards, and alerts go out all the same.
 */
export class Grafana extends Component {
  constructor(name: string, args: GrafanaArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Grafana", name, opts);

    const { mirror, namespace } = args;
    const admin = new GrafanaAdmin(`${name}-admin`, { namespace }, { parent: this });
    new Chart(
      `${name}-chart`,
      { chart: facts.charts.grafana, mirror, namespace, values: grafanaValues(args) },
      { parent: this, dependsOn: [admin] },
    );

    this.registerOutputs({});
  }
}

/** Values of the `grafana` chart. */
export function grafanaValues({ mirror, deletionProtection }: Pick<GrafanaArgs, "mirror" | "deletionProtection">) {
  return {
    admin: {
      existingSecret: grafanaAdmin.secret,
      userKey: grafanaAdmin.userKey,
      passwordKey: grafanaAdmin.passwordKey,
    },
    image: chartImage(mirror, "docker.io/grafana/grafana"),
    persistence: {
      enabled: true,
      // With a Deployment's claim Helm would delete the volume, always.
      type: "statefulset",
      size: `${storageGibibytes}Gi`,
      persistentVolumeClaimRetentionPolicy: claimRetention(deletionProtection),
    },
    // It runs as root; the volume belongs to Grafana's group without it.
    initChownData: { enabled: false },
    testFramework: { enabled: false },
    // Not the whole cluster's ConfigMaps and Secrets, which its service account could read otherwise.
    rbac: { namespaced: true },
    sidecar: {
      image: chartImage(mirror, "quay.io/kiwigrid/k8s-sidecar"),
      resources: { requests: { cpu: "10m", memory: "96Mi" }, limits: { memory: "192Mi" } },
      dashboards: { enabled: true, resource: "configmap", label: dashboardLabel, labelValue: "1" },
      datasources: { enabled: true, resource: "configmap", label: "grafana_datasource", labelValue: "1" },
    },
    env: {
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_SECURITY_DISABLE_GRAVATAR: "true",
      // They would be fetched from the Internet at each start.
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
    },
    serviceMonitor: { enabled: true },
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
    ...onSystemNodes,
  };
}

/** Label of ConfigMaps that hold a dashboard. */
export const dashboardLabel = "grafana_dashboard";
