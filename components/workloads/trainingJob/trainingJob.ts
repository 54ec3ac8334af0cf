import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../../transform";
import { notAwaited } from "../training/notAwaited";
import { type TrainingPod, trainingPod } from "../training/trainingPod";
import { Workload } from "../workload";
import { type TrainingJobArgs, type TrainingJobArguments, trainingJobKind } from "./arguments";
import { trainingJobSpec } from "./trainingJobSpec";

export type { TrainingJobArgs } from "./arguments";

/**
 * A training program on one node: a Job in the team's namespace.
 *
 *     new TrainingJob("mnist", {
 *       workspace: platform.workspace("vision"),
 *       image: platform.data.repositories.image("trainer", "1.4.0"),
 *       command: ["python", "train.py"],
 *       accelerator: "nvidia-l4",
 *       datasets: { mnist: "datasets/mnist" },
 *     });
 *
 * `up` creates the job and does not wait for its completion. A changed argument replaces the job: the old job is
 * stopped and deleted with its logs. Only the deadline and the number of retries can change while it runs. `run: "2"`
 * repeats the job.
 *
 * See docs/workloads/training-job.md.
 *
 * ### Cost
 * Its nodes, from their start until about five minutes after the end of the job.
 *
 * Arguments: docs/workloads/arguments.md. With invalid arguments it creates no objects, and the program fails after it
 * has run with all problems of all workloads.
 */
export class TrainingJob extends Workload<typeof trainingJobKind.schema> {
  /** The Job. Undefined if the arguments are invalid. */
  readonly job: k8s.batch.v1.Job | undefined;
  /** Name of the Job in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /**
   * Folder of the run's checkpoints, the value of `CHECKPOINT_URI`: `s3://…`, or a path if they are on a claim.
   * Undefined with `checkpoints: false`.
   */
  readonly checkpointUri: pulumi.Output<string> | undefined;
  /** Folder of the run's results, the value of `OUTPUT_URI`: `s3://…`. */
  readonly outputUri: pulumi.Output<string>;

  constructor(name: string, args: TrainingJobArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(trainingJobKind, name, args, opts);

    const { checked } = this;
    const pod = checked && trainingPod({ name: this.objectName, args: checked, nodes: 1 });
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

  private createJob(pod: TrainingPod, args: TrainingJobArguments): k8s.batch.v1.Job {
    const { deadlineHours, retries, transform } = args;
    const job: k8s.batch.v1.JobArgs = {
      metadata: { ...this.metadata(), annotations: notAwaited },
      spec: trainingJobSpec({ pod, labels: this.labels(), deadlineHours, retries }),
    };
    return new k8s.batch.v1.Job(
      ...transformed<k8s.batch.v1.JobArgs>("kubernetes:batch/v1:Job", transform?.job, this.name, job, {
        parent: this,
        // This field is immutable. The provider knows this only of the pod template.
        replaceOnChanges: ["spec.podFailurePolicy"],
        // The old and the new object have the same name.
        deleteBeforeReplace: true,
      }),
    );
  }
}
