import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { AlertRules } from "../../observability/alertRules";
import { transformed } from "../../transform";
import { notAwaited } from "../training/notAwaited";
import { Workload } from "../workload";
import { predictionAlerts } from "./alerts";
import { type BatchPredictionArgs, type BatchPredictionArguments, batchPredictionKind } from "./arguments";
import { outputUri } from "./environment";
import { predictionCronJobSpec, predictionJobSpec } from "./jobSpec";
import { type PredictionPodArgs, scripts } from "./predictionPod";

export type { BatchPredictionArgs } from "./arguments";

/**
 * Batch prediction with a registered model for files in the team's part of the bucket, on a schedule or once, in
 * shards.
 *
 *     new BatchPrediction("churn", {
 *       workspace: platform.workspace("vision"),
 *       image: platform.data.repositories.image("predictor", "1.4.0"),
 *       command: ["python", "predict.py"],
 *       model: { name: "churn", version: 3, digest: "sha256:…" },
 *       input: "batches/churn/input",
 *       output: "batches/churn/output",
 *       schedule: "0 3 * * *",
 *       timeZone: "Europe/Berlin",
 *       shards: 8,
 *     });
 *
 * Each run has its own folder below `output`, which has a file `_SUCCESS` once all shards are complete. `up` does not
 * wait for runs. Without a schedule, a changed argument starts a new run, and `run: "2"` repeats the run.
 *
 * Arguments: docs/workloads/arguments.md. With invalid arguments it creates no objects, and the program fails after it
 * has run with all problems of all workloads.
 *
 * ### Cost
 * Its nodes, from their start until about five minutes after the end of the last shard.
 */
export class BatchPrediction extends Workload<typeof batchPredictionKind.schema> {
  /** The CronJob. Undefined without a schedule, or if the arguments are invalid. */
  readonly cronJob: k8s.batch.v1.CronJob | undefined;
  /** The Job that runs once. Undefined with a schedule, or if the arguments are invalid. */
  readonly job: k8s.batch.v1.Job | undefined;
  /** Name of the CronJob or of the Job in the team's namespace. */
  readonly jobName: pulumi.Output<string>;
  /** Folder in which each run has a folder of its own: `s3://…`. */
  readonly outputUri: pulumi.Output<string>;

  constructor(name: string, args: BatchPredictionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(batchPredictionKind, name, args, opts);

    const { checked } = this;
    const { cronJob, job } = checked ? this.create(checked) : {};
    this.cronJob = cronJob;
    this.job = job;
    this.jobName = (cronJob ?? job)?.metadata.name ?? this.unknownOutput("jobName");
    this.outputUri = checked ? outputUri(checked) : this.unknownOutput("outputUri");
    this.registerOutputs({ namespaceName: this.namespaceName, jobName: this.jobName, outputUri: this.outputUri });
  }

  private create(args: BatchPredictionArguments): { cronJob?: k8s.batch.v1.CronJob; job?: k8s.batch.v1.Job } {
    const scriptMap = this.createScripts();
    const pod = { args, labels: this.labels(), configMap: this.scriptsName() };
    this.createAlerts(args);
    return args.schedule === undefined
      ? { job: this.createJob(pod, scriptMap) }
      : { cronJob: this.createCronJob(pod, args.schedule, scriptMap) };
  }

  private createScripts(): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-scripts`,
      { metadata: { ...this.metadata(), name: this.scriptsName() }, data: scripts() },
      { parent: this },
    );
  }

  private createCronJob(pod: PredictionPodArgs, schedule: string, scriptMap: pulumi.Resource): k8s.batch.v1.CronJob {
    const cronJob = { metadata: this.metadata(), spec: predictionCronJobSpec(pod, schedule, pod.args) };
    return new k8s.batch.v1.CronJob(
      ...transformed<k8s.batch.v1.CronJobArgs>(
        "kubernetes:batch/v1:CronJob",
        pod.args.transform?.cronJob,
        this.name,
        cronJob,
        {
          parent: this,
          dependsOn: [scriptMap],
        },
      ),
    );
  }

  private createJob(pod: PredictionPodArgs, scriptMap: pulumi.Resource): k8s.batch.v1.Job {
    const job = { metadata: { ...this.metadata(), annotations: notAwaited }, spec: predictionJobSpec(pod) };
    return new k8s.batch.v1.Job(
      ...transformed<k8s.batch.v1.JobArgs>("kubernetes:batch/v1:Job", pod.args.transform?.job, this.name, job, {
        parent: this,
        dependsOn: [scriptMap],
        // These fields are immutable. The provider knows this only of the pod template.
        replaceOnChanges: ["spec.podFailurePolicy", "spec.completions", "spec.backoffLimitPerIndex"],
        // The old and the new object have the same name.
        deleteBeforeReplace: true,
      }),
    );
  }

  private createAlerts({ workspace, schedule, deadlineHours, runbooks }: BatchPredictionArguments): void {
    const watched = { name: this.objectName, namespace: workspace.team.team, schedule, deadlineHours };
    const groups = [predictionAlerts(watched)];
    new AlertRules(`${this.name}-alerts`, { namespace: this.namespaceName, groups, runbooks }, { parent: this });
  }

  private scriptsName(): string {
    return `${this.objectName}-batch-prediction`;
  }
}
