import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { reportAfterProgram } from "../../core/errors/afterProgram";
import { unknownToken } from "../../core/graph/tokens";
import { teamLabel, workloadLabel } from "../../core/kubernetes/labels";
import { Component } from "../component";
import { argumentsDialect, checkArguments } from "./check";
import type { ArgumentsSchema, WorkloadKind } from "./kind";

/**
 * Base of what a team runs: it lies in the team's namespace, is made once all is there that it needs, and goes before
 * any of that does.
 *
 * Faulty arguments end nothing: the workload makes no object, its outputs are unknown, and once the program has run one
 * error tells all that is wrong with all workloads.
 */
export abstract class Workload<Schema extends ArgumentsSchema> extends Component {
  /** Name of its objects in the namespace. */
  readonly objectName: string;
  /** Known once it exists. */
  readonly namespaceName: pulumi.Output<string>;
  /** The arguments with their defaults, or undefined where they are faulty: then a subclass makes nothing. */
  protected readonly checked: z.output<Schema> | undefined;
  private readonly kind: string;
  private readonly team: string;

  /** @param args As the program wrote them. They are checked here. */
  protected constructor(
    kind: WorkloadKind<Schema>,
    name: string,
    args: z.input<Schema>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { checked, issues } = checkArguments(kind, name, args);
    const { providers = [], ready = [] } = checked?.workspace ?? {};
    super(
      `mlops:index:${kind.name}`,
      name,
      pulumi.mergeOptions(opts, { providers: [...providers], dependsOn: [...ready] }),
    );

    this.kind = kind.name;
    this.checked = checked;
    this.objectName = checked?.name ?? name;
    this.team = checked?.workspace.team.team ?? "";
    this.namespaceName = checked?.workspace.team.namespaceName ?? this.unknownOutput("namespaceName");
    if (!checked) {
      reportAfterProgram({ source: `${kind.name} "${name}"`, issues, formatPath: argumentsDialect.formatPath });
    }
  }

  /** Stands for an output of a faulty workload, so that the rest of the program is run and checked. */
  protected unknownOutput(property: string): pulumi.Output<string> {
    const token = unknownToken(`urn:pulumi:mlops::${this.kind}::${this.name}`, property);
    const value: pulumi.Output<unknown> = pulumi.output(pulumi.runtime.isDryRun() ? pulumi.unknown : token);
    return value.apply(String);
  }

  /** Name, namespace and labels of an object. */
  protected metadata() {
    return { name: this.objectName, namespace: this.namespaceName, labels: this.labels() };
  }

  /** Labels of its objects and pods. `app.kubernetes.io/name` and `instance` make a selector. */
  protected labels(): Record<string, string> {
    return workloadLabels(this.kind, this.objectName, this.team);
  }
}

/**
 * Labels of a workload's objects and pods.
 *
 * @param kind Its component's class.
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
