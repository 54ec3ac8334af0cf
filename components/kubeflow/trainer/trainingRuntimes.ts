import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import type { Mirror } from "../../kubernetes/mirror";
import { plainRuntime, runtimeKind, torchRuntime } from "./trainingRuntimeNames";
import { plainRuntimeSpec, torchRuntimeSpec } from "./trainingRuntimeSpecs";

/** Arguments of `TrainingRuntimes`. */
export interface TrainingRuntimesArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
}

/** Label of the framework. Kubeflow's SDK ignores runtimes without it. */
const frameworkLabel = "trainer.kubeflow.org/framework";

/**
 * Runtimes for the TrainJobs of all teams. Their pods tolerate the loss of spot nodes and meet the standard
 * `restricted`. A TrainJob adds its image, command, sizes and number of nodes, and its placement by `runtimePatches`.
 *
 * They must depend on `Trainer.ready`, because Trainer's webhook validates them.
 */
export class TrainingRuntimes extends Component {
  /** Resources that every TrainJob must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TrainingRuntimesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TrainingRuntimes", name, opts);

    this.ready = [
      this.createRuntime("torch", torchRuntime, "torch", torchRuntimeSpec(args.mirror)),
      this.createRuntime("plain", plainRuntime, "plain", plainRuntimeSpec(args.mirror)),
    ];
    this.registerOutputs({ torchRuntime, plainRuntime });
  }

  private createRuntime(
    suffix: string,
    runtime: string,
    framework: string,
    spec: Record<string, unknown>,
  ): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-${suffix}`,
      {
        apiVersion: `${runtimeKind.apiGroup}/v1alpha1`,
        kind: runtimeKind.kind,
        metadata: { name: runtime, labels: { [frameworkLabel]: framework } },
        spec,
      },
      // The JobSet template is immutable. Running jobs have a copy of it. New jobs wait until the runtime is created
      // again.
      { parent: this, replaceOnChanges: ["spec.template.spec.failurePolicy"], deleteBeforeReplace: true },
    );
  }
}
