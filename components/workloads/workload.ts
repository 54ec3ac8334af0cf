import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { reportAfterProgram } from "../../core/errors/afterProgram";
import { warn } from "../../core/errors/warnings";
import { unknownToken } from "../../core/graph/tokens";
import { teamLabel, workloadLabel } from "../../core/kubernetes/labels";
import { formatWarning } from "../../core/schema/issue";
import { Component } from "../component";
import { argumentsDialect, checkArguments } from "./check";
import type { ArgumentsSchema, WorkloadKind } from "./kind";
import { uniqueObjects } from "./objectNames";

/**
 * Base class of workloads. A workload's objects are in the team's namespace. They are created after all resources that
 * the workspace needs and deleted before them.
 *
 * Invalid arguments do not stop the program: the workload creates no objects and its outputs are unknown. After the
 * program has run, one error reports all problems of all workloads.
 */
export abstract class Workload<Schema extends ArgumentsSchema> extends Component {
  /** Name of its objects in the cluster: the argument `name`, or the logical name. */
  readonly objectName: string;
  /** Namespace of its objects. */
  readonly namespaceName: pulumi.Output<string>;
  /** The arguments with defaults. Undefined if they are invalid: then a subclass must create no objects. */
  protected readonly checked: z.output<Schema> | undefined;
  private readonly kind: string;
  private readonly team: string;

  /** @param args Arguments as written. The constructor checks them. */
  protected constructor(
    kind: WorkloadKind<Schema>,
    name: string,
    args: z.input<Schema>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { checked, issues, warnings } = checkArguments(kind, name, args);
    const { providers = [], ready = [] } = checked?.workspace ?? {};
    const title = `${kind.name} "${name}"`;
    const objectName = checked?.name ?? name;
    const transformations = checked
      ? [uniqueObjects({ title, objectName, team: checked.workspace.team, parent: opts.parent })]
      : [];
    super(
      `mlops:index:${kind.name}`,
      name,
      pulumi.mergeOptions(opts, { providers: [...providers], dependsOn: [...ready], transformations }),
    );

    this.kind = kind.name;
    this.checked = checked;
    this.objectName = objectName;
    this.team = checked?.workspace.team.team ?? "";
    this.namespaceName = checked?.workspace.team.namespaceName ?? this.unknownOutput("namespaceName");
    if (!checked) {
      reportAfterProgram({ source: title, issues, formatPath: argumentsDialect.formatPath });
    }
    for (const warning of warnings) warn(formatWarning(title, warning), this);
  }

  /** Returns an unknown output for a workload with invalid arguments, so that the rest of the program runs. */
  protected unknownOutput(property: string): pulumi.Output<string> {
    const token = unknownToken(`urn:pulumi:mlops::${this.kind}::${this.name}`, property);
    const value: pulumi.Output<unknown> = pulumi.output(pulumi.runtime.isDryRun() ? pulumi.unknown : token);
    return value.apply(String);
  }

  /** Returns name, namespace and labels of an object. */
  protected metadata() {
    return { name: this.objectName, namespace: this.namespaceName, labels: this.labels() };
  }

  /** Returns the labels of its objects and pods. */
  protected labels(): Record<string, string> {
    return workloadLabels(this.kind, this.objectName, this.team);
  }
}

/**
 * Returns the labels of a workload's objects and pods.
 *
 * @param kind Name of the workload's class.
 */
function workloadLabels(kind: string, name: string, team: string): Record<string, string> {
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "pulumi",
    "app.kubernetes.io/part-of": team,
    [workloadLabel]: kind,
    [teamLabel]: team,
  };
}
