import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { transformedObject } from "../../transform";
import { notAwaited } from "../training/notAwaited";
import { type TrainingPod, trainingPod } from "../training/trainingPod";
import { Workload } from "../workload";
import {
  type DistributedTrainingArgs,
  distributedTrainingKind,
  type PyTorchArguments,
  type TensorFlowArguments,
} from "./arguments";
import { tfJobSpec } from "./tfJobSpec";
import { trainJobSpec } from "./trainJobSpec";

export type { DistributedTrainingArgs, PyTorchTrainingArgs, TensorFlowTrainingArgs } from "./arguments";

/**
 * A training program on several nodes: a TrainJob for PyTorch, a TFJob for TensorFlow.
 *
 *     new DistributedTraining("resnet", {
 *       workspace: platform.workspace("vision"),
 *       framework: "pytorch",
 *       nodes: 2,
 *       image: platform.data.repositories.image("trainer", "1.4.0"),
 *       command: ["torchrun", "train.py"],
 *       accelerator: "nvidia-l4",
 *       datasets: { imagenet: "datasets/imagenet" },
 *     });
 *
 * `up` creates the job and does not wait for its completion. A changed argument replaces the job: the old job is
 * stopped and deleted with its logs. `run: "2"` repeats the job.
 *
 * Nodes start one by one. If the pool cannot provide all of them, the others wait, at their cost, until the deadline.
 * See docs/workloads/distributed-training.md.
 *
 * ### Cost
 * Its nodes, from their start until about five minutes after the end of the job.
 *
 * Arguments: docs/workloads/arguments.md. With invalid arguments it creates no objects, and the program fails after it
 * has run with all problems of all workloads.
 */
export class DistributedTraining extends Workload<typeof distributedTrainingKind.schema> {
  /** The TrainJob or the TFJob. Undefined if the arguments are invalid. */
  readonly job: k8s.apiextensions.CustomResource | undefined;
  /** Name of the TrainJob or TFJob in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /**
   * Folder of the run's checkpoints, the value of `CHECKPOINT_URI`: `s3://…`, or a path if they are on a claim.
   * Undefined with `checkpoints: false`.
   */
  readonly checkpointUri: pulumi.Output<string> | undefined;
  /** Folder of the run's results, the value of `OUTPUT_URI`: `s3://…`. */
  readonly outputUri: pulumi.Output<string>;

  constructor(name: string, args: DistributedTrainingArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(distributedTrainingKind, name, args, opts);

    const { checked } = this;
    const pod = checked && trainingPod({ name: this.objectName, args: checked, nodes: checked.nodes });
    this.job = pod && this.createJob(pod, checked);

    this.jobName = this.job?.metadata.name ?? this.unknownOutput("jobName");
    this.checkpointUri = pod ? pod.storage.checkpoints : this.unknownOutput("checkpointUri");
    this.outputUri = pod?.storage.outputs ?? this.unknownOutput("outputUri");
    this.registerOutputs({
      namespaceName: this.namespaceName,
      jobName: this.jobName,
      checkpointUri: this.checkpointUri,
      outputUri: this.outputUri,
    });
  }

  private createJob(pod: TrainingPod, args: PyTorchArguments | TensorFlowArguments): k8s.apiextensions.CustomResource {
    return args.framework === "pytorch" ? this.createTrainJob(pod, args) : this.createTfJob(pod, args);
  }

  private createTrainJob(pod: TrainingPod, args: PyTorchArguments): k8s.apiextensions.CustomResource {
    const { nodes, accelerator, acceleratorCount = 1, deadlineHours } = args;
    const processesPerNode = args.processesPerNode ?? (accelerator === undefined ? 1 : acceleratorCount);
    return this.createObject(
      {
        apiVersion: "trainer.kubeflow.org/v1alpha1",
        kind: "TrainJob",
        spec: trainJobSpec({ pod, labels: this.labels(), deadlineHours, nodes, processesPerNode }),
      },
      // The webhook rejects changes of a running job.
      ["spec"],
      args,
    );
  }

  private createTfJob(pod: TrainingPod, args: TensorFlowArguments): k8s.apiextensions.CustomResource {
    const { nodes, retries, deadlineHours } = args;
    return this.createObject(
      {
        apiVersion: "kubeflow.org/v1",
        kind: "TFJob",
        spec: tfJobSpec({ pod, labels: this.labels(), deadlineHours, nodes, retries }),
      },
      // The operator accepts a change but does not apply it to running pods.
      ["spec.tfReplicaSpecs"],
      args,
    );
  }

  private createObject(
    object: { readonly apiVersion: string; readonly kind: string; readonly spec: object },
    replaceOnChanges: string[],
    { transform }: PyTorchArguments | TensorFlowArguments,
  ): k8s.apiextensions.CustomResource {
    const job = { ...object, metadata: { ...this.metadata(), annotations: notAwaited } };
    return new k8s.apiextensions.CustomResource(
      ...transformedObject(transform?.job, this.name, job, {
        parent: this,
        replaceOnChanges,
        // The old and the new object have the same name.
        deleteBeforeReplace: true,
      }),
    );
  }
}
