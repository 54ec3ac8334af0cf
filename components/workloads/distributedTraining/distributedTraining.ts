import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../../transform";
import { notAwaited } from "../training/notAwaited";
import { defaultDeadlineHours, type TrainingArgs } from "../training/trainingArguments";
import { type TrainingPod, trainingPod } from "../training/trainingPod";
import { Workload } from "../workload";
import { tensorflowVariables, tfJobSpec } from "./tfJobSpec";
import { torchVariables, trainJobSpec } from "./trainJobSpec";

interface DistributedArgs extends TrainingArgs {
  /** Nodes that train together, each with its accelerators. */
  readonly nodes: number;
  readonly transform?: { readonly job?: Transform<k8s.apiextensions.CustomResourceArgs> } | undefined;
}

/** PyTorch by `torchrun`, which finds its peers by itself: `command: ["torchrun", "train.py"]`. */
export interface PyTorchTrainingArgs extends DistributedArgs {
  readonly framework: "pytorch";
  /** Processes on each node. @default - one for each accelerator, or 1 */
  readonly processesPerNode?: number | undefined;
}

/** TensorFlow, whose strategies find their peers in `TF_CONFIG`. The first node is the chief. */
export interface TensorFlowTrainingArgs extends DistributedArgs {
  readonly framework: "tensorflow";
  /** Restarts of the program after failures, for each node on average; those after a lost peer count. @default 10 */
  readonly retries?: number | undefined;
}

export type DistributedTrainingArgs = PyTorchTrainingArgs | TensorFlowTrainingArgs;

/** Controllers make names of pods out of the job's, with up to 17 characters more, and a label holds 63. */
const longestName = 46;

const defaultTensorFlowRetries = 10;

/**
 * A training program on several nodes of a team: a TrainJob for PyTorch, a TFJob for TensorFlow.
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
 * `up` makes the job and does not wait for its end. Another argument is another job: the old one is stopped and deleted,
 * its logs with it. `run: "2"` makes the same one again.
 *
 * Nodes are asked for one by one: where the pool cannot give all of them, those that came wait, and cost, until the
 * deadline. See docs/workloads/training.md.
 *
 * ### Cost
 * That of its nodes, from when they are asked for until five minutes after the job's end.
 *
 * @throws Error with all that is wrong with the arguments.
 */
export class DistributedTraining extends Workload {
  /** Name of the TrainJob or TFJob in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /** Where the program keeps its checkpoints; undefined for one that has none. */
  readonly checkpointUri: pulumi.Output<string> | undefined;
  /** Where the program is told to write its results: `s3://…`. */
  readonly outputUri: pulumi.Output<string>;

  constructor(name: string, args: DistributedTrainingArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DistributedTraining", name, args, opts, longestName);

    const pod = this.describePod(args);
    this.problems.throwIfAny();
    const job = args.framework === "pytorch" ? this.createTrainJob(pod, args) : this.createTfJob(pod, args);

    this.jobName = job.metadata.name;
    this.checkpointUri = pod.storage.checkpoints;
    this.outputUri = pod.storage.outputs;
    this.registerOutputs({ jobName: this.jobName, checkpointUri: this.checkpointUri, outputUri: this.outputUri });
  }

  private describePod(args: DistributedTrainingArgs): TrainingPod {
    const { workspace, nodes, framework } = args;
    this.checkCount("nodes", nodes);
    if (framework === "pytorch") this.checkCount("processesPerNode", args.processesPerNode);
    else this.checkCount("retries", args.retries);
    const pod = trainingPod({
      subject: this.problems.subject,
      name: this.objectName,
      args,
      workspace,
      team: workspace.team.team,
      bucketName: workspace.artifacts.bucketName,
      nodes,
      reservedVariables: framework === "pytorch" ? torchVariables : tensorflowVariables,
    });
    this.problems.addAll(pod.problems);
    return pod;
  }

  private checkCount(argument: string, value = 1): void {
    if (!Number.isInteger(value) || value < 1) {
      this.problems.add(`${argument} is ${value}`, "use a whole number from 1");
    }
  }

  private createTrainJob(pod: TrainingPod, args: PyTorchTrainingArgs): k8s.apiextensions.CustomResource {
    const { nodes, accelerator, acceleratorCount = 1, deadlineHours = defaultDeadlineHours } = args;
    const processesPerNode = args.processesPerNode ?? (accelerator === undefined ? 1 : acceleratorCount);
    return this.createObject(
      {
        apiVersion: "trainer.kubeflow.org/v1alpha1",
        kind: "TrainJob",
        spec: trainJobSpec({ pod, labels: this.labels(), deadlineHours, nodes, processesPerNode }),
      },
      // The webhook refuses changes of a job that runs.
      ["spec"],
      args,
    );
  }

  private createTfJob(pod: TrainingPod, args: TensorFlowTrainingArgs): k8s.apiextensions.CustomResource {
    const { nodes, retries = defaultTensorFlowRetries, deadlineHours = defaultDeadlineHours } = args;
    return this.createObject(
      {
        apiVersion: "kubeflow.org/v1",
        kind: "TFJob",
        spec: tfJobSpec({ pod, labels: this.labels(), deadlineHours, nodes, retries }),
      },
      // The operator takes a change, and leaves the pods that run as they are.
      ["spec.tfReplicaSpecs"],
      args,
    );
  }

  private createObject(
    object: { readonly apiVersion: string; readonly kind: string; readonly spec: object },
    replaceOnChanges: string[],
    { transform }: DistributedTrainingArgs,
  ): k8s.apiextensions.CustomResource {
    const job = { ...object, metadata: { ...this.metadata(), annotations: notAwaited } };
    return new k8s.apiextensions.CustomResource(
      ...transformed<k8s.apiextensions.CustomResourceArgs>(transform?.job, this.name, job, {
        parent: this,
        replaceOnChanges,
        // Both have the same name.
        deleteBeforeReplace: true,
      }),
    );
  }
}
