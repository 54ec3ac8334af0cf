import type * as pulumi from "@pulumi/pulumi";
import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { Component } from "../component";
import { Chart } from "../kubernetes/chart";
import type { Mirror } from "../kubernetes/mirror";
import { chartImage } from "./chartImage";
import { claimRetention } from "./claimRetention";
import { addresses } from "./endpoints";
import { facts } from "./facts";
import { GrafanaAdmin, grafanaAdmin } from "./grafanaAdmin";

/** Arguments of `Grafana`. */
export interface GrafanaArgs {
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Namespace of Grafana, its login and its dashboards. */
  readonly namespace: pulumi.Input<string>;
  /** Whether dashboards that users have saved are kept when the chart is deleted. */
  readonly deletionProtection: boolean;
}

/** Size of the volume for dashboards that users save, GiB. */
const storageGibibytes = 5;

/**
 * Grafana and its administrator. Dashboards and data sources are ConfigMaps of its namespace.
 *
 * It has one replica, because its database is a file. Alerts do not depend on it.
 */
export class Grafana extends Component {
  /** URL inside the cluster. */
  readonly url = addresses.grafana;
  /** Name of the Secret with the administrator's login. */
  readonly administratorSecret = grafanaAdmin.secret;

  constructor(name: string, args: GrafanaArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Grafana", name, opts);

    const { mirror, namespace } = args;
    const admin = new GrafanaAdmin(`${name}-admin`, { namespace }, { parent: this });
    new Chart(
      `${name}-chart`,
      { chart: facts.charts.grafana, mirror, namespace, values: grafanaValues(args) },
      { parent: this, dependsOn: [admin] },
    );

    this.registerOutputs({ url: this.url, administratorSecret: this.administratorSecret });
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
      // Helm would always delete the volume of a Deployment.
      type: "statefulset",
      size: `${storageGibibytes}Gi`,
      persistentVolumeClaimRetentionPolicy: claimRetention(deletionProtection),
    },
    // It would run as root. fsGroup already gives the volume to Grafana's group.
    initChownData: { enabled: false },
    testFramework: { enabled: false },
    // Otherwise its service account could read the ConfigMaps and Secrets of the whole cluster.
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
      // Otherwise plugins are downloaded from the Internet on each start.
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
    },
    serviceMonitor: { enabled: true },
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
    ...onSystemNodes,
  };
}

/** Label of ConfigMaps that hold a dashboard. */
export const dashboardLabel = "grafana_dashboard";
