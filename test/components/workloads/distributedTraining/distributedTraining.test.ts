import { describe, expect, it } from "vitest";
import {
  DistributedTraining,
  type DistributedTrainingArgs,
  type PyTorchTrainingArgs,
  type TensorFlowTrainingArgs,
} from "../../../../components/workloads/distributedTraining/distributedTraining";
import type { Registration } from "../../../../core/graph/registration";
import { only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const image = "registry.example/trainer:1.4.0";
const trainJobType = "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob";
const tfJobType = "kubernetes:kubeflow.org/v1:TFJob";

type Given<Args> = Omit<Args, "workspace" | "image" | "nodes"> & { readonly nodes?: number };

function training(given: Given<PyTorchTrainingArgs> | Given<TensorFlowTrainingArgs>): Promise<Registration[]> {
  return recordComponent(() => {
    const args: DistributedTrainingArgs = { workspace: teamWorkspace(), image, nodes: 2, ...given };
    return new DistributedTraining("resnet", args);
  });
}

/** The spec without types. A test fails if its shape differs. */
function specOf(resources: readonly Registration[], type: string) {
  return Object(only(resources, type).inputs.spec);
}

describe("DistributedTraining with PyTorch", () => {
  const pytorch = (changes: Partial<Given<PyTorchTrainingArgs>> = {}) =>
    training({ framework: "pytorch", command: ["torchrun", "train.py"], accelerator: "nvidia-l4", ...changes });

  it("is a TrainJob of the torch runtime, which each change replaces", async () => {
    const job = only(await pytorch(), trainJobType);
    expect(job.options.replaceOnChanges).toEqual(["spec"]);
    expect(job.inputs).toMatchObject({
      metadata: {
        name: "resnet",
        namespace: "vision",
        annotations: { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" },
      },
      spec: {
        runtimeRef: { apiGroup: "trainer.kubeflow.org", kind: "ClusterTrainingRuntime", name: "torch-distributed" },
        activeDeadlineSeconds: 86_400,
      },
    });
    expect(Object.keys(Object(job.inputs.spec)).sort()).toEqual([
      "activeDeadlineSeconds",
      "runtimePatches",
      "runtimeRef",
      "trainer",
    ]);
  });

  it("gives torchrun the timeouts of the job and of the pods", async () => {
    const { trainer, activeDeadlineSeconds } = specOf(await pytorch({ deadlineHours: 2 }), trainJobType);
    expect(activeDeadlineSeconds).toBe(7200);
    expect(trainer.env).toEqual(
      expect.arrayContaining([
        { name: "TORCH_ELASTIC_SHUTDOWN_TIMEOUT", value: "100" },
        { name: "PET_RDZV_CONF", value: "timeout=7200" },
      ]),
    );
    await expect(pytorch({ environment: { PET_RDZV_CONF: "timeout=1" } })).rejects.toThrow("environment.PET_RDZV_CONF");
  });

  it("gives each process its part of the node's CPUs, unless the program says otherwise", async () => {
    const threadsOf = async (changes: Partial<Given<PyTorchTrainingArgs>>) => {
      const { env } = specOf(
        await pytorch({ resources: { vcpus: 12, memoryGibibytes: 64 }, ...changes }),
        trainJobType,
      ).trainer;
      return env.filter(({ name }: { name: string }) => name === "OMP_NUM_THREADS");
    };
    const threads = (value: string) => [{ name: "OMP_NUM_THREADS", value }];
    expect(await threadsOf({ acceleratorCount: 4 })).toEqual(threads("3"));
    expect(await threadsOf({ acceleratorCount: 4, processesPerNode: 2 })).toEqual(threads("6"));
    expect(await threadsOf({ environment: { OMP_NUM_THREADS: "1" } })).toEqual(threads("1"));
  });

  it("gives each node its accelerators, and torchrun a process for each", async () => {
    const { trainer } = specOf(await pytorch({ acceleratorCount: 2 }), trainJobType);
    expect(trainer).toMatchObject({
      image,
      command: ["torchrun", "train.py"],
      numNodes: 2,
      numProcPerNode: 2,
      resourcesPerNode: { limits: { "nvidia.com/gpu": "2" } },
    });
    expect(trainer).not.toHaveProperty("args");
    expect(trainer.env).toContainEqual({
      name: "MLFLOW_TRACKING_PASSWORD",
      valueFrom: { secretKeyRef: { name: "mlflow", key: "MLFLOW_TRACKING_PASSWORD" } },
    });
    const ofProcesses = async (changes: Partial<Given<PyTorchTrainingArgs>>) =>
      specOf(await pytorch(changes), trainJobType).trainer.numProcPerNode;
    expect(await ofProcesses({ accelerator: undefined })).toBe(1);
    expect(await ofProcesses({ processesPerNode: 3 })).toBe(3);
  });

  it("patches only the allowed fields of the runtime's pods, in its own job only", async () => {
    const { runtimePatches } = specOf(await pytorch({ datasets: { images: { claim: "images" } } }), trainJobType);
    expect(runtimePatches).toHaveLength(1);
    expect(runtimePatches[0].manager).toBe("mlops.platform/pulumi");
    const { replicatedJobs } = runtimePatches[0].trainingRuntimeSpec.template.spec;
    expect(replicatedJobs.map(({ name }: { name: string }) => name)).toEqual(["node"]);
    const { metadata, spec } = replicatedJobs[0].template.spec.template;
    expect(metadata).toMatchObject({
      labels: { "mlops.platform/workload": "DistributedTraining" },
      annotations: { "karpenter.sh/do-not-disrupt": "true", "mlops.platform/run": "1" },
    });
    // All that `PodSpecPatch` and `ContainerPatch` know, environment aside: Trainer refuses that of `node`.
    expect(spec).toEqual({
      serviceAccountName: "training",
      terminationGracePeriodSeconds: 110,
      nodeSelector: { "mlops.platform/pool": "gpu-l4", "mlops.platform/accelerator": "l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      securityContext: expect.objectContaining({ runAsNonRoot: true, runAsUser: 1000 }),
      containers: [
        {
          name: "node",
          securityContext: expect.objectContaining({ readOnlyRootFilesystem: true }),
          volumeMounts: [
            { name: "shared-memory", mountPath: "/dev/shm" },
            { name: "tmp", mountPath: "/tmp" },
            { name: "data-images", mountPath: "/data/images", readOnly: true },
          ],
        },
      ],
      volumes: [
        { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "3264Mi" } },
        { name: "tmp", emptyDir: { sizeLimit: "20Gi" } },
        { name: "data-images", persistentVolumeClaim: { claimName: "images", readOnly: true } },
      ],
    });
  });

  it("rejects arguments that Trainer or the quota reject, all at once", async () => {
    const refused = pytorch({
      nodes: 3,
      acceleratorCount: 4,
      processesPerNode: 0,
      environment: { PET_NNODES: "2" },
      resources: { vcpus: 1, memoryGibibytes: 1 },
    });
    await expect(refused).rejects.toThrow(
      [
        'DistributedTraining "resnet" has 3 problems:',
        "  processesPerNode = 0\n    must be a whole number from 1 to 1024\n    fix: use a whole number from 1 to 1024, such as 1",
        "  acceleratorCount = 4\n    must fit the team's quota: 3 pods together request 12 nvidia.com/gpu, and the quota of team vision is 8\n    fix: use acceleratorCount of at most 2 or nodes of at most 2, or raise mlops:teams.vision.gpus to 12 or more",
        '  environment.PET_NNODES = "2"\n    must not be set: the platform sets it\n    fix: remove it',
      ].join("\n\n"),
    );
  });

  it("limits the length of its name, because controllers add suffixes", async () => {
    await expect(pytorch({ name: "a".repeat(47) })).rejects.toThrow(/at most 46 lower-case letters/);
    expect(only(await pytorch({ name: "a".repeat(46) }), trainJobType).inputs.metadata).toMatchObject({
      name: "a".repeat(46),
    });
  });
});

describe("DistributedTraining with TensorFlow", () => {
  const tensorflow = (changes: Partial<Given<TensorFlowTrainingArgs>> = {}) =>
    training({ framework: "tensorflow", nodes: 3, accelerator: "nvidia-l4", ...changes });

  it("is a TFJob of a chief and workers, which a change of the pod replaces", async () => {
    const resources = await tensorflow();
    expect(only(resources, tfJobType).options.replaceOnChanges).toEqual(["spec.tfReplicaSpecs"]);
    const { runPolicy, tfReplicaSpecs } = specOf(resources, tfJobType);
    expect(runPolicy).toEqual({ cleanPodPolicy: "Running", activeDeadlineSeconds: 86_400, backoffLimit: 30 });
    expect(Object.keys(tfReplicaSpecs)).toEqual(["Chief", "Worker"]);
    expect(tfReplicaSpecs).toMatchObject({
      Chief: { replicas: 1, restartPolicy: "OnFailure" },
      Worker: { replicas: 2, restartPolicy: "OnFailure" },
    });
    expect(tfReplicaSpecs.Chief.template).toEqual(tfReplicaSpecs.Worker.template);
  });

  it("has the container name that the operator requires, and no restart policy in the pod", async () => {
    const { spec } = specOf(await tensorflow(), tfJobType).tfReplicaSpecs.Chief.template;
    expect(spec.containers.map(({ name }: { name: string }) => name)).toEqual(["tensorflow"]);
    expect(spec).not.toHaveProperty("restartPolicy");
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: "training",
      nodeSelector: { "mlops.platform/accelerator": "l4" },
    });
  });

  it("has no workers on one node", async () => {
    expect(Object.keys(specOf(await tensorflow({ nodes: 1 }), tfJobType).tfReplicaSpecs)).toEqual(["Chief"]);
  });

  it("rejects variables that the platform sets, and numbers outside their range", async () => {
    await expect(tensorflow({ nodes: 0, retries: -1, environment: { TF_CONFIG: "{}" } })).rejects.toThrow(
      [
        'DistributedTraining "resnet" has 3 problems:',
        "  nodes = 0\n    must be a whole number from 1 to 1000\n    fix: use a whole number from 1 to 1000, such as 2",
        "  retries = -1\n    must be a whole number from 0 to 100\n    fix: use a whole number from 0 to 100, such as 10",
        '  environment.TF_CONFIG = "{}"\n    must not be set: the platform sets it\n    fix: remove it',
      ].join("\n\n"),
    );
  });

  it("accepts zero retries", async () => {
    expect(specOf(await tensorflow({ retries: 0 }), tfJobType).runPolicy).toMatchObject({ backoffLimit: 0 });
  });
});
