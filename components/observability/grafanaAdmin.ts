import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import { secretData } from "../data/databaseLogin";

/** Arguments of `GrafanaAdmin`. */
export interface GrafanaAdminArgs {
  /** Namespace of the Secret: that of Grafana. */
  readonly namespace: pulumi.Input<string>;
}

/** Name of the Secret and of its keys, as the chart expects them. */
export const grafanaAdmin = { secret: "grafana-admin", userKey: "admin-user", passwordKey: "admin-password" } as const;

/**
 * The generated login of Grafana's administrator, in a Secret and not in the values of a chart. Read it by
 * `kubectl --namespace monitoring get secret grafana-admin`.
 *
 * Grafana reads it when it creates its database. To change it later, replace the password and run
 * `grafana cli admin reset-admin-password` in the pod.
 */
export class GrafanaAdmin extends Component {
  constructor(name: string, args: GrafanaAdminArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:GrafanaAdmin", name, opts);

    const password = new random.RandomPassword(`${name}-password`, { length: 32, special: false }, { parent: this });
    new k8s.core.v1.Secret(
      name,
      {
        metadata: { name: grafanaAdmin.secret, namespace: args.namespace },
        data: secretData({
          [grafanaAdmin.userKey]: "admin",
          [grafanaAdmin.passwordKey]: pulumi.secret(password.result),
        }),
      },
      { parent: this },
    );

    this.registerOutputs({ secretName: grafanaAdmin.secret });
  }
}
