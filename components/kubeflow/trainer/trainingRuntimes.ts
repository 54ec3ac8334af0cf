import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../component";
import type { Mirror } from "../../kubernetes/mirror";
import { plainRuntime, runtimeKind, torchRuntime } from "./trainingRuntimeNames";
import { plainRuntimeSpec, torchRuntimeSpec } from "./trainingRuntimeSpecs";

export interface TrainingRuntimesArgs {
  readonly mirror: Mirror;
}

/** The framework's name, as Kubeflow's SDK reads it: it leaves out runtimes without. */
const frameworkLabel = "trainer.kubeflow.org/framework";

/**
 * What TrainJobs of every team are made of: pods that survive the loss of spot nodes, and pass the standard `restricted`.
 * A TrainJob adds its image, command, sizes and number of nodes, and by `runtimePatches` where it runs.
 *
 * Needs Trainer's `ready`: its webhook judges them.
 */
export class TrainingRuntimes extends Component {
  /** What TrainJobs need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TrainingRuntimesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TrainingRuntimes", name, opts);

    this.ready = [
      this.createRuntime("torch", torchRuntime, "torch", torchRuntimeSpec(args.mirror)),
      this.createRuntime("plain", plainRuntime, "plain", plainRuntimeSpec(args.mirror)),
    ];
    this.registerOutputs({});
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
      // JobSet's schema lets nobody change it. Running jobs have a copy, and new ones wait for the runtime.
      { parent: this, replaceOnChanges: ["spec.template.spec.failurePolicy"], deleteBeforeReplace: true },
    );
  }
}
