import { beforeAll, describe, expect, it } from "vitest";
import {
  BatchPrediction,
  type BatchPredictionArgs,
} from "../../../../components/workloads/batchPrediction/batchPrediction";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { issuesOf } from "../../../support/issues";
import { all, only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const cronJobType = "kubernetes:batch/v1:CronJob";
const jobType = "kubernetes:batch/v1:Job";
const bucket = "s3://mlops-111122223333-us-west-2-artifacts/teams/vision";
const digest = `sha256:${"0a".repeat(32)}`;

function prediction(changes: Partial<BatchPredictionArgs>): BatchPrediction {
  return new BatchPrediction("churn", {
    workspace: teamWorkspace(),
    image: "registry.example/predictor:1.4.0",
    command: ["python", "predict.py"],
    model: { name: "churn", version: 3, digest },
    input: "batches/in",
    output: "batches/out",
    shards: 4,
    ...changes,
  });
}

const recorded = (changes: Partial<BatchPredictionArgs> = {}): Promise<Registration[]> =>
  recordComponent(() => prediction(changes));

const nightly = { schedule: "0 3 * * *", timeZone: "Europe/Berlin" };

describe("BatchPrediction", () => {
  let scheduled: Registration[] = [];
  let once: Registration[] = [];
  const jobSpec = () => Object(only(scheduled, cronJobType).inputs.spec).jobTemplate.spec;
  const pod = () => jobSpec().template.spec;

  beforeAll(async () => {
    scheduled = await recorded(nightly);
    once = await recorded({ run: "2" });
  });

  it("is a CronJob with a schedule and a Job without, with alerts either way", () => {
    for (const [made, type, other] of [
      [scheduled, cronJobType, jobType],
      [once, jobType, cronJobType],
    ] as const) {
      expect(only(made, type).name).toBe("churn");
      expect(all(made, other)).toEqual([]);
      expect(only(made, "kubernetes:monitoring.coreos.com/v1:PrometheusRule").parent).toBe(
        only(made, "mlops:index:AlertRules", "churn-alerts").urn,
      );
    }
    expect(waitsFor(once, only(once, jobType), only(once, "kubernetes:core/v1:ConfigMap", "churn-scripts"))).toBe(true);
  });

  it("runs on schedule in its time zone, without concurrent runs, and keeps few Jobs", () => {
    const { jobTemplate: _, ...spec } = Object(only(scheduled, cronJobType).inputs.spec);
    expect(spec).toEqual({
      schedule: "0 3 * * *",
      timeZone: "Europe/Berlin",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
  });

  it("retries each shard separately until the deadline, and does not count lost nodes", () => {
    const { template: _, ...spec } = jobSpec();
    expect(spec).toEqual({
      completionMode: "Indexed",
      completions: 4,
      parallelism: 4,
      backoffLimitPerIndex: 2,
      activeDeadlineSeconds: 86_400,
      podFailurePolicy: {
        rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
      },
    });
  });

  it("downloads the model, predicts, and marks the shard, in this order", () => {
    const { initContainers, containers, restartPolicy, serviceAccountName } = pod();
    expect(initContainers.map(({ name }: { name: string }) => name)).toEqual(["fetch-model", "predict"]);
    expect(initContainers[0].args).toEqual(["churn", "3", digest, "/mnt/models"]);
    expect(initContainers[1]).toMatchObject({
      image: "registry.example/predictor:1.4.0",
      command: ["python", "predict.py"],
      resources: {
        requests: { cpu: "3400m", memory: "13120Mi", "ephemeral-storage": "25Gi" },
        limits: { memory: "13120Mi" },
      },
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    });
    expect(containers).toHaveLength(1);
    expect(containers[0]).toMatchObject({
      name: "finish",
      command: ["/bin/sh", "/etc/batch-prediction/finish_shard.sh"],
      args: ["$(OUTPUT_URI)", "$(SHARD_INDEX)", "4", `churn/3@${digest}`],
    });
    expect([restartPolicy, serviceAccountName]).toEqual(["Never", "training"]);
  });

  it("passes the shard and the folder of the run to the program", () => {
    const env = new Map<string, unknown>(
      pod().initContainers[1].env.map(({ name, value, valueFrom }: Record<string, unknown>) => [
        name,
        value ?? Object(valueFrom).fieldRef.fieldPath,
      ]),
    );
    expect(Object.fromEntries(env)).toMatchObject({
      INPUT_URI: `${bucket}/batches/in`,
      OUTPUT_URI: `${bucket}/batches/out/$(RUN)`,
      RUN: "$(JOB_NAME)-$(JOB_UID)",
      JOB_NAME: "metadata.labels['batch.kubernetes.io/job-name']",
      JOB_UID: "metadata.labels['batch.kubernetes.io/controller-uid']",
      SHARD_INDEX: "metadata.annotations['batch.kubernetes.io/job-completion-index']",
      SHARD_COUNT: "4",
      MODEL_PATH: "/mnt/models/model",
      // 3400m CPUs of the smallest node.
      OMP_NUM_THREADS: "3",
    });
    // Kubernetes fills in only what stands before.
    const order = [...env.keys()];
    const before = [order.indexOf("JOB_NAME"), order.indexOf("RUN"), order.indexOf("OUTPUT_URI")];
    expect(before).toEqual([...before].sort((one, other) => one - other));
  });

  it("mounts the scripts that its containers run", () => {
    const { data } = Object(only(scheduled, "kubernetes:core/v1:ConfigMap", "churn-scripts").inputs);
    expect(Object.keys(data)).toEqual(["fetch_model.py", "finish_shard.sh"]);
    const mounted = pod().containers[0].volumeMounts;
    expect(mounted).toContainEqual({ name: "fetch-model", mountPath: "/etc/batch-prediction", readOnly: true });
    expect(pod().volumes).toContainEqual({ name: "fetch-model", configMap: { name: "churn-batch-prediction" } });
  });

  it("runs once without a schedule, and a new run has a new pod template", async () => {
    expect(only(once, jobType).options).toMatchObject({
      replaceOnChanges: ["spec.podFailurePolicy", "spec.completions", "spec.backoffLimitPerIndex"],
    });
    const annotations = (some: Registration[]) =>
      Object(only(some, jobType).inputs.spec).template.metadata.annotations["mlops.platform/run"];
    expect(annotations(once)).toBe("2");
    expect(only(once, "mlops:index:BatchPrediction").outputs).toEqual({
      namespaceName: "vision",
      jobName: "churn",
      outputUri: `${bucket}/batches/out`,
    });
  });

  it("runs on nodes with its accelerator, ten shards at a time by default", async () => {
    const small = { resources: { vcpus: 1, memoryGibibytes: 2 } };
    const specOf = async (changes: Partial<BatchPredictionArgs>) =>
      Object(only(await recorded({ ...small, ...changes }), jobType).inputs.spec);
    expect((await specOf({ shards: 100 })).parallelism).toBe(10);
    const gpu = await specOf({ shards: 100, parallelism: 8, accelerator: "nvidia-l4" });
    expect(gpu.template.spec).toMatchObject({
      nodeSelector: { "mlops.platform/pool": "gpu-l4", "mlops.platform/accelerator": "l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      initContainers: [{}, { resources: { limits: { "nvidia.com/gpu": "1" } } }],
    });
  });

  it("applies the transform of the object that exists", async () => {
    const changed = await recorded({ ...nightly, transform: { cronJob: { metadata: { name: "other" } } } });
    expect(only(changed, cronJobType).inputs.metadata).toEqual({ name: "other" });
  });

  it.each<[string, Partial<BatchPredictionArgs>, string]>([
    [
      "a schedule that is never due",
      { schedule: "0 3 30 2 *" },
      'schedule: must be a cron schedule of five fields that is due at least once; write five fields, such as "0 3 * * *" for 3:00 every night',
    ],
    [
      "a time zone that is none",
      { ...nightly, timeZone: "Mars" },
      'timeZone: must be the name of a time zone in the IANA database; use a name such as "Europe/Berlin"',
    ],
    [
      "a time zone for nothing",
      { timeZone: "Europe/Berlin" },
      "timeZone: must not be set without schedule; add schedule, or remove timeZone",
    ],
    [
      "a run of a schedule",
      { ...nightly, run: "2" },
      "run: must not be set with a schedule: each time of the schedule is a run; remove run, or remove schedule",
    ],
    [
      "more shards at a time than there are",
      { parallelism: 5 },
      "parallelism: must be at most shards, 4; use 4 or less",
    ],
    [
      "more shards at a time than the quota has pods for",
      { shards: 100, parallelism: 60, resources: { vcpus: 1, memoryGibibytes: 1 } },
      "parallelism: must fit the team's quota: 60 pods run at the same time, and the quota of team vision is 50; use parallelism of at most 50, or raise mlops:teams.vision.pods to 60 or more",
    ],
    [
      "output within the input",
      { output: "batches/in/out" },
      "output: must not be a folder of input: the next run would read the results of this run; use a folder outside of input",
    ],
    [
      "a path that leads out",
      { input: "../other" },
      "input: must be a path below the team's part of the bucket; write names with slashes between them, such as batches/churn/input",
    ],
    [
      "the platform's variables",
      { environment: { SHARD_INDEX: "1" } },
      "environment.SHARD_INDEX: must not be set: the platform sets it; remove it",
    ],
    [
      "a deadline that ends before the model is fetched",
      {
        deadlineHours: 1,
        model: { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}`, sizeGibibytes: 90 },
      },
      "deadlineHours: must be at least 1.05: to fetch a model of 90 GiB may take 3747 seconds; use 1.05 or more",
    ],
    [
      "a transform of an object that is not there",
      { transform: { cronJob: {} } },
      "transform.cronJob: must not be set without a schedule: there is no such object; write transform.job",
    ],
    [
      "a name without room for its Jobs'",
      { name: "a".repeat(47) },
      "name: must be at most 46 lower-case letters, digits and hyphens, a letter first; pass another name",
    ],
  ])("refuses %s", async (_, changes, expected) => {
    expect(await issuesOf(() => prediction(changes))).toEqual([expected]);
  });
});
