import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../../transform";
import { notAwaited } from "../training/notAwaited";
import { defaultDeadlineHours, type TrainingArgs } from "../training/trainingArguments";
import { type TrainingPod, trainingPod } from "../training/trainingPod";
import { Workload } from "../workload";
import { trainingJobSpec } from "./trainingJobSpec";

export interface TrainingJobArgs extends TrainingArgs {
  /** Tries after the first that failed by the program's own fault; lost nodes do not count. @default 2 */
  readonly retries?: number | undefined;
  readonly transform?: { readonly job?: Transform<k8s.batch.v1.JobArgs> } | undefined;
}

const defaultRetries = 2;

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
 * See docs/workloads/training.md.
 *
 * ### Cost
 * That of its nodes, from when they are asked for until five minutes after the job's end.
 *
 * @throws Error with all that is wrong with the arguments.
 */
export class TrainingJob extends Workload {
  /** Name of the Job in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /** Where the program keeps its checkpoints; undefined for one that has none. */
  readonly checkpointUri: pulumi.Output<string> | undefined;
  /** Where the program is told to write its results: `s3://…`. */
  readonly outputUri: pulumi.Output<string>;

  constructor(name: string, args: TrainingJobArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TrainingJob", name, args, opts);

    const pod = this.describePod(args);
    this.problems.throwIfAny();
    const job = this.createJob(pod, args);

    this.jobName = job.metadata.name;
    this.checkpointUri = pod.storage.checkpoints;
    this.outputUri = pod.storage.outputs;
    this.registerOutputs({ jobName: this.jobName, checkpointUri: this.checkpointUri, outputUri: this.outputUri });
  }

  private describePod(args: TrainingJobArgs): TrainingPod {
    const { workspace, retries = defaultRetries } = args;
    const pod = trainingPod({
      subject: this.problems.subject,
      name: this.objectName,
      args,
      workspace,
      team: workspace.team.team,
      bucketName: workspace.artifacts.bucketName,
      nodes: 1,
      reservedVariables: [],
    });
    this.problems.addAll(pod.problems);
    if (!Number.isInteger(retries) || retries < 0) {
      this.problems.add(`retries is ${retries}`, "use a whole number from 0");
    }
    return pod;
  }

  private createJob(pod: TrainingPod, args: TrainingJobArgs): k8s.batch.v1.Job {
    const { deadlineHours = defaultDeadlineHours, retries = defaultRetries, transform } = args;
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
