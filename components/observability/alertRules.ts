import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { type AlertGroup, prometheusRuleSpec } from "./alertGroup";

/** Arguments of `AlertRules`. */
export interface AlertRulesArgs {
  /** Namespace of the PrometheusRules. Prometheus selects them in all namespaces. */
  readonly namespace: pulumi.Input<string>;
  /** Groups of alerts. The name of a group is the name of its PrometheusRule. */
  readonly groups: readonly AlertGroup[];
  /** URL or folder of the runbooks. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
}

/** Alerts that Prometheus evaluates: one PrometheusRule for each group. Its CRD must exist. */
export class AlertRules extends Component {
  /** Names of the PrometheusRules, one for each group. */
  readonly ruleNames: readonly string[];

  constructor(name: string, args: AlertRulesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:AlertRules", name, opts);

    for (const group of args.groups) {
      new k8s.apiextensions.CustomResource(
        `${name}-${group.name}`,
        {
          apiVersion: "monitoring.coreos.com/v1",
          kind: "PrometheusRule",
          metadata: { name: group.name, namespace: args.namespace },
          spec: prometheusRuleSpec(group, args.runbooks),
        },
        { parent: this },
      );
    }

    this.ruleNames = args.groups.map((group) => group.name);
    this.registerOutputs({ ruleNames: this.ruleNames });
  }
}
