import * as pulumi from "@pulumi/pulumi";
import { Problems } from "../../core/errors/problems";
import { teamLabel, workloadLabel } from "../../core/kubernetes/labels";
import { Component, type ComponentType } from "../component";
import type { Workspace } from "../tenancy/workspace";

export interface WorkloadArgs {
  /** The team's place on the platform: `platform.workspace("vision")`. */
  readonly workspace: Workspace;
  /** Name of its objects: a DNS label that begins with a letter. @default - the logical name */
  readonly name?: string | undefined;
}

/** A DNS label that is a Service's name too. */
const dnsLabel = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * Base of what a team runs: it lies in the team's namespace, is made once all is there that it needs, and goes before
 * any of that does.
 *
 * Subclasses collect what is wrong with their arguments in `problems`, and call `problems.throwIfAny()` before they
 * create the first resource.
 */
export abstract class Workload extends Component {
  /** Name of its objects in the namespace. */
  readonly objectName: string;
  /** Known once it exists. */
  readonly namespaceName: pulumi.Output<string>;
  protected readonly workspace: Workspace;
  protected readonly problems: Problems;
  private readonly kind: string;

  /**
   * @param longestName Characters that the object's name may have: less than a label's 63 where controllers add to it.
   */
  protected constructor(
    type: ComponentType,
    name: string,
    { workspace, name: objectName = name }: WorkloadArgs,
    opts: pulumi.ComponentResourceOptions = {},
    longestName = 63,
  ) {
    super(
      type,
      name,
      pulumi.mergeOptions(opts, { providers: [...workspace.providers], dependsOn: [...workspace.ready] }),
    );

    this.workspace = workspace;
    this.objectName = objectName;
    this.namespaceName = workspace.team.namespaceName;
    this.kind = type.slice(type.lastIndexOf(":") + 1);
    this.problems = new Problems(`${this.kind} "${name}"`);
    if (objectName.length > longestName || !dnsLabel.test(objectName)) {
      this.problems.add(
        `name "${objectName}" is no name of an object: at most ${longestName} lower-case letters, digits and hyphens, a letter first`,
        "pass another name",
      );
    }
  }

  /** Name, namespace and labels of an object. */
  protected metadata() {
    return { name: this.objectName, namespace: this.namespaceName, labels: this.labels() };
  }

  /** Labels of its objects and pods. `app.kubernetes.io/name` and `instance` make a selector. */
  protected labels(): Record<string, string> {
    const { team } = this.workspace.team;
    return workloadLabels(this.kind, this.objectName, team);
  }
}

/**
 * Labels of a workload's objects and pods.
 *
 * @param kind Its component's class.
 */
export function workloadLabels(kind: string, name: string, team: string): Record<string, string> {
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "pulumi",
    "app.kubernetes.io/part-of": team,
    [workloadLabel]: kind,
    [teamLabel]: team,
  };
}
