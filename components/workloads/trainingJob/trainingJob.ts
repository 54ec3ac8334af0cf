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
 * A training program on one node, as a Job of the team.
 *
 *     new TrainingJob("mnist", {
 *       workspace: platform.workspace("vision"),
 *       image: platform.data.repositories.image("trainer", "1.4.0"),
 *       command: ["python", "train.py"],
 *       accelerator: "nvidia-l4",
 *       datasets: { mnist: "datasets/mnist" },
 *     });
 *
 * `up` makes the job and does not wait for its end. Another argument is another job: the old one is stopped and deleted,
 * its logs with it. Only the deadline and the number of retries change as it runs. `run: "2"` makes the same one again.
 *
 * See docs/workloads/training-job.md.
 *
 * ### Cost
 * That of its nodes, from when they are asked for until five minutes after the job's end.
 *
 * Arguments: docs/workloads/arguments.md. Faulty ones make nothing, and are reported once the program has run.
 */
export class TrainingJob extends Workload<typeof trainingJobKind.schema> {
  /** The Job. Undefined if the arguments are faulty. */
  readonly job: k8s.batch.v1.Job | undefined;
  /** Name of the Job in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /**
   * Folder of the run's checkpoints, the value of `CHECKPOINT_URI`: `s3://…`, or a path if they are on a claim. Undefined
   * with `checkpoints: false`.
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
      ...transformed<k8s.batch.v1.JobArgs>(transform?.job, this.name, job, {
        parent: this,
        // Kubernetes keeps it as it is, and the provider knows of the pod alone that it needs a new job.
        replaceOnChanges: ["spec.podFailurePolicy"],
        // Both have the same name.
        deleteBeforeReplace: true,
      }),
    );
  }
}
