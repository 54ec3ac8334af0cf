import { beforeAll, describe, expect, it } from "vitest";
import { TrainingJob, type TrainingJobArgs } from "../../../../components/workloads/trainingJob/trainingJob";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const image = "registry.example/trainer:1.4.0";
const jobType = "kubernetes:batch/v1:Job";
const bucket = "s3://mlops-111122223333-us-west-2-artifacts/teams/vision";

const labels = {
  "app.kubernetes.io/name": "mnist",
  "app.kubernetes.io/instance": "mnist",
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": "vision",
  "mlops.platform/workload": "TrainingJob",
  "mlops.platform/team": "vision",
};

function training(changes: Partial<TrainingJobArgs> = {}): Promise<Registration[]> {
  return recordComponent(
    () =>
      new TrainingJob("mnist", {
        workspace: teamWorkspace(),
        image,
        command: ["python", "train.py"],
        accelerator: "nvidia-l4",
        datasets: { mnist: "datasets/mnist" },
        ...changes,
      }),
  );
}

/** Arguments of a minimal job. */
const plain = { command: undefined, accelerator: undefined, datasets: undefined } as const;

describe("TrainingJob", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await training();
  });

  it("uses the workspace's provider, and depends on the team's quota", () => {
    const job = only(resources, jobType);
    expect(job.provider).toBe("urn:pulumi:test::mlops::pulumi:providers:kubernetes::kubernetes");
    const before = [
      only(resources, "kubernetes:core/v1:ResourceQuota"),
      only(resources, "kubernetes:core/v1:ServiceAccount", "t-training-account"),
      only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "t-training-association"),
    ];
    expect(before.filter((one) => !waitsFor(resources, job, one))).toEqual([]);
    expect(job.options.replaceOnChanges).toEqual(["spec.podFailurePolicy"]);
  });

  it("is not awaited, and has the team's labels", () => {
    expect(only(resources, jobType).inputs.metadata).toEqual({
      name: "mnist",
      namespace: "vision",
      labels,
      annotations: { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" },
    });
  });

  it("retries until its deadline, and does not count lost nodes", () => {
    const { template, ...policy } = Object(only(resources, jobType).inputs.spec);
    expect(policy).toEqual({
      backoffLimit: 2,
      activeDeadlineSeconds: 86_400,
      podFailurePolicy: {
        rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
      },
    });
    expect(template.spec.restartPolicy).toBe("Never");
  });

  it("has exactly this pod", () => {
    expect(Object(only(resources, jobType).inputs.spec).template).toEqual({
      metadata: {
        labels,
        annotations: {
          "karpenter.sh/do-not-disrupt": "true",
          "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
          "mlops.platform/run": "1",
        },
      },
      spec: {
        serviceAccountName: "training",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        restartPolicy: "Never",
        terminationGracePeriodSeconds: 110,
        nodeSelector: { "mlops.platform/pool": "gpu-l4", "mlops.platform/accelerator": "l4" },
        tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            name: "training",
            image,
            command: ["python", "train.py"],
            env: [
              { name: "HOME", value: "/tmp" },
              { name: "USER", value: "trainer" },
              { name: "AWS_REGION", value: "us-west-2" },
              { name: "AWS_DEFAULT_REGION", value: "us-west-2" },
              { name: "TORCH_ELASTIC_SHUTDOWN_TIMEOUT", value: "100" },
              { name: "RUN", value: "1" },
              { name: "MLFLOW_EXPERIMENT_NAME", value: "vision/mnist" },
              { name: "DATASET_MNIST", value: `${bucket}/datasets/mnist` },
              { name: "CHECKPOINT_URI", value: `${bucket}/checkpoints/mnist/1` },
              { name: "OUTPUT_URI", value: `${bucket}/outputs/mnist/1` },
              ...["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS"].map(
                (name) => ({ name, value: "3" }),
              ),
              ...["MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"].map((name) => ({
                name,
                valueFrom: { secretKeyRef: { name: "mlflow", key: name } },
              })),
            ],
            resources: {
              requests: { cpu: "3400m", memory: "13120Mi", "ephemeral-storage": "20Gi", "nvidia.com/gpu": "1" },
              limits: { memory: "13120Mi", "nvidia.com/gpu": "1" },
            },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            },
            volumeMounts: [
              { name: "shared-memory", mountPath: "/dev/shm" },
              { name: "tmp", mountPath: "/tmp" },
            ],
          },
        ],
        volumes: [
          { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "3264Mi" } },
          { name: "tmp", emptyDir: { sizeLimit: "20Gi" } },
        ],
      },
    });
  });

  it("gets the locations of checkpoints and outputs, and has them as outputs", () => {
    expect(only(resources, "mlops:index:TrainingJob").outputs).toEqual({
      namespaceName: "vision",
      jobName: "mnist",
      checkpointUri: `${bucket}/checkpoints/mnist/1`,
      outputUri: `${bucket}/outputs/mnist/1`,
    });
  });

  it("mounts claims, data sets read-only and checkpoints writable", async () => {
    const { spec } = await podOf({
      ...plain,
      datasets: { "image-net": { claim: "images" } },
      checkpoints: { claim: "kept" },
      run: "b",
    });
    const [{ env, volumeMounts }] = spec.containers;
    expect(env).toContainEqual({ name: "DATASET_IMAGE_NET", value: "/data/image-net" });
    expect(env).toContainEqual({ name: "CHECKPOINT_URI", value: "/checkpoints/mnist/b" });
    expect(volumeMounts.slice(2)).toEqual([
      { name: "data-image-net", mountPath: "/data/image-net", readOnly: true },
      { name: "checkpoints", mountPath: "/checkpoints" },
    ]);
    expect(spec.volumes.slice(2)).toEqual([
      { name: "data-image-net", persistentVolumeClaim: { claimName: "images", readOnly: true } },
      { name: "checkpoints", persistentVolumeClaim: { claimName: "kept" } },
    ]);
    expect([spec.nodeSelector, spec.tolerations]).toEqual([{}, []]);
  });

  it("uses the given values", async () => {
    const { metadata, spec } = await podOf({
      name: "digits",
      args: ["--epochs", "3"],
      run: "2",
      experiment: "digits",
      checkpoints: "kept/digits",
      environment: { EPOCHS: "3" },
      secrets: { HF_TOKEN: { secret: "hugging-face", key: "token" } },
      user: 2000,
    });
    expect(metadata.annotations["mlops.platform/run"]).toBe("2");
    expect(metadata.labels["app.kubernetes.io/name"]).toBe("digits");
    expect(spec.securityContext).toMatchObject({ runAsUser: 2000, runAsGroup: 2000, fsGroup: 2000 });
    const [{ env, args }] = spec.containers;
    expect(args).toEqual(["--epochs", "3"]);
    for (const variable of [
      { name: "RUN", value: "2" },
      { name: "MLFLOW_EXPERIMENT_NAME", value: "digits" },
      { name: "CHECKPOINT_URI", value: `${bucket}/kept/digits/2` },
      { name: "OUTPUT_URI", value: `${bucket}/outputs/digits/2` },
      { name: "EPOCHS", value: "3" },
      { name: "HF_TOKEN", valueFrom: { secretKeyRef: { name: "hugging-face", key: "token" } } },
    ]) {
      expect(env).toContainEqual(variable);
    }
    const names: unknown[] = env.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is updated in place if only its deadline or its retries change", async () => {
    expect(await podOf({ deadlineHours: 1.5, retries: 0 })).toEqual(await podOf({}));
    const spec = only(await training({ deadlineHours: 1.5, retries: 0 }), jobType).inputs.spec;
    expect(spec).toMatchObject({ activeDeadlineSeconds: 5400, backoffLimit: 0 });
  });

  it("applies a transform", async () => {
    const job = only(await training({ transform: { job: { metadata: { name: "other" } } } }), jobType);
    expect(job.inputs.metadata).toEqual({ name: "other" });
  });

  /** The pod template without types. A test fails if its shape differs. */
  async function podOf(changes: Partial<TrainingJobArgs>) {
    return Object(only(await training(changes), jobType).inputs.spec).template;
  }
});
