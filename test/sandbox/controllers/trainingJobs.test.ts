import { describe, expect, it } from "vitest";
import { tfJobs } from "../../../sandbox/controllers/tfJobs";
import { trainJobs } from "../../../sandbox/controllers/trainJobs";
import { isAlive, ownerName } from "../../../sandbox/controllers/workloadReadiness";
import { laboratory } from "./fakeCluster";

const runtime = {
  apiVersion: "trainer.kubeflow.org/v1alpha1",
  kind: "ClusterTrainingRuntime",
  name: "torch-distributed",
};
const trainJob = { apiVersion: runtime.apiVersion, kind: "TrainJob", name: "resnet", namespace: "team" };
const tfJob = { apiVersion: "kubeflow.org/v1", kind: "TFJob", name: "bert", namespace: "team" };
const job = { apiVersion: "batch/v1", kind: "Job", namespace: "team" };
const complete = { conditions: [{ type: "Complete", status: "True", reason: "CompletionsReached", message: "all" }] };

const runtimeFields = {
  spec: {
    mlPolicy: { numNodes: 1 },
    template: {
      spec: {
        replicatedJobs: [
          {
            name: "node",
            template: {
              metadata: { labels: { "trainer.kubeflow.org/trainjob-ancestor-step": "trainer" } },
              spec: {
                backoffLimit: 0,
                template: {
                  spec: {
                    restartPolicy: "Never",
                    containers: [{ name: "node", image: "torch", env: [{ name: "HOME", value: "/tmp" }] }],
                    volumes: [{ name: "tmp", emptyDir: {} }],
                  },
                },
              },
            },
          },
        ],
      },
    },
  },
};

const patch = {
  spec: {
    nodeSelector: { pool: "gpu" },
    tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
    containers: [{ name: "node", volumeMounts: [{ name: "data", mountPath: "/data" }] }],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
      { name: "data", emptyDir: {} },
    ],
  },
};

const trainJobFields = {
  spec: {
    runtimeRef: { apiGroup: "trainer.kubeflow.org", kind: "ClusterTrainingRuntime", name: "torch-distributed" },
    activeDeadlineSeconds: 60,
    trainer: {
      image: "mine",
      numNodes: 2,
      env: [{ name: "RUN", value: "1" }],
      resourcesPerNode: { limits: { "nvidia.com/gpu": "1" } },
    },
    runtimePatches: [
      {
        manager: "a",
        trainingRuntimeSpec: {
          template: { spec: { replicatedJobs: [{ name: "node", template: { spec: { template: patch } } }] } },
        },
      },
    ],
  },
};

describe("train-jobs", () => {
  it("create a Job from the runtime, with the fields and patches of the TrainJob, on its number of nodes", async () => {
    const context = laboratory();
    context.api.put(runtime, runtimeFields);
    context.api.put(trainJob, trainJobFields);
    await trainJobs.reconcile(context);
    const made = await context.api.read({ ...job, name: "resnet-node-0" });
    expect(made?.metadata).toMatchObject({ ownerReferences: [{ kind: "TrainJob", name: "resnet", controller: true }] });
    const labels = {
      "jobset.sigs.k8s.io/jobset-name": "resnet",
      "jobset.sigs.k8s.io/replicatedjob-name": "node",
    };
    expect(made?.spec).toEqual({
      backoffLimit: 0,
      suspend: false,
      activeDeadlineSeconds: 60,
      completionMode: "Indexed",
      completions: 2,
      parallelism: 2,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: "Never",
          nodeSelector: { pool: "gpu" },
          tolerations: patch.spec.tolerations,
          containers: [
            {
              name: "node",
              image: "mine",
              env: [
                { name: "HOME", value: "/tmp" },
                { name: "RUN", value: "1" },
              ],
              resources: { limits: { "nvidia.com/gpu": "1" } },
              volumeMounts: [{ name: "data", mountPath: "/data" }],
            },
          ],
          volumes: patch.spec.volumes,
        },
      },
    });
  });

  it.each([
    ["Complete", complete, "AllJobsCompleted", { succeeded: 1, failed: 0 }],
    [
      "Failed",
      { conditions: [{ type: "Failed", status: "True", reason: "DeadlineExceeded", message: "late" }] },
      "DeadlineExceeded",
      { succeeded: 0, failed: 1 },
    ],
  ])("are %s like that Job", async (type, status, reason, counts) => {
    const context = laboratory();
    context.api.put(runtime, runtimeFields);
    context.api.put(trainJob, trainJobFields);
    await trainJobs.reconcile(context);
    expect((await context.api.read(trainJob))?.status).not.toHaveProperty("conditions");
    await context.api.patch({ ...job, name: "resnet-node-0" }, { status });
    await trainJobs.reconcile(context);
    expect((await context.api.read(trainJob))?.status).toMatchObject({
      conditions: [{ type, status: "True", reason }],
      jobsStatus: [{ name: "node", ...counts }],
    });
    const before = context.api.changes.length;
    await trainJobs.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("wait for their runtime", async () => {
    const context = laboratory();
    context.api.put(trainJob, trainJobFields);
    await trainJobs.reconcile(context);
    expect(context.api.changes).toEqual([]);
  });
});

describe("tf-jobs", () => {
  const template = { spec: { nodeSelector: { pool: "gpu" }, containers: [{ name: "tensorflow", image: "tf" }] } };
  const fields = {
    spec: {
      runPolicy: { backoffLimit: 4, activeDeadlineSeconds: 60 },
      tfReplicaSpecs: { Chief: { replicas: 1, template }, Worker: { replicas: 2, template } },
    },
  };

  it("create a Job for each kind of replica, and succeed with the chief's", async () => {
    const context = laboratory();
    context.api.put(tfJob, fields);
    await tfJobs.reconcile(context);
    expect((await context.api.read({ ...job, name: "bert-worker" }))?.spec).toMatchObject({
      completions: 2,
      parallelism: 2,
      backoffLimit: 4,
      activeDeadlineSeconds: 60,
      template: {
        metadata: { labels: { "training.kubeflow.org/replica-type": "worker" } },
        spec: { ...template.spec, restartPolicy: "OnFailure" },
      },
    });
    const states = async () => (await context.api.read(tfJob))?.status?.conditions;
    expect(await states()).toMatchObject([
      { type: "Created", status: "True" },
      { type: "Running", status: "True" },
    ]);
    await context.api.patch({ ...job, name: "bert-worker" }, { status: complete });
    await tfJobs.reconcile(context);
    expect(await states()).toHaveLength(2);
    await context.api.patch({ ...job, name: "bert-chief" }, { status: complete });
    await tfJobs.reconcile(context);
    expect(await states()).toMatchObject([
      { type: "Created", status: "True" },
      { type: "Running", status: "False" },
      { type: "Succeeded", status: "True" },
    ]);
    const before = context.api.changes.length;
    await tfJobs.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("have a controller while the Application that would install it is healthy", async () => {
    const context = laboratory();
    const { owner } = tfJobs;
    if (!owner) throw new Error("tf-jobs work always");
    const application = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      name: "training-operator",
      namespace: "argocd",
    };
    expect(ownerName(owner)).toBe("Application training-operator");
    expect(await isAlive(owner, context)).toBe(false);
    context.api.put(application, { metadata: { finalizers: ["x"] }, status: { health: { status: "Missing" } } });
    expect(await isAlive(owner, context)).toBe(false);
    await context.api.patch(application, { status: { health: { status: "Healthy" } } });
    expect(await isAlive(owner, context)).toBe(true);
    await context.api.delete(application);
    expect(await isAlive(owner, context)).toBe(false);
  });
});
