import { describe, expect, it } from "vitest";
import {
  DistributedTraining,
  type PyTorchTrainingArgs,
} from "../../../../components/workloads/distributedTraining/distributedTraining";
import { TrainingJob } from "../../../../components/workloads/trainingJob/trainingJob";
import { issuesOf, warningsOf } from "../../../support/issues";
import { poolSettings, teamWorkspace, workspacePools } from "../../../support/workspace";

const image = "registry.example/trainer:1.4.0";

const pools = {
  ...workspacePools,
  "gpu-a10g": poolSettings({
    provisioner: "managedNodeGroup",
    instanceTypes: ["g5.2xlarge"],
    gpuSharing: { mode: "timeSlicing", replicas: 4 },
  }),
  "gpu-h100-parts": poolSettings({
    provisioner: "managedNodeGroup",
    instanceTypes: ["p5.48xlarge"],
    gpuSharing: { mode: "mig", profile: "1g.10gb" },
  }),
};

function distributed(args: Partial<PyTorchTrainingArgs>) {
  const workspace = teamWorkspace({ pools });
  return new DistributedTraining("x", { workspace, image, framework: "pytorch", nodes: 2, ...args });
}

describe("training on shared GPUs", () => {
  it("refuses several nodes on time-sliced GPUs, for both frameworks", async () => {
    const expected =
      "nodes: must be 1: pool gpu-a10g shares GPUs (timeSlicing), several nodes of the job can be on one GPU, and NCCL does not start then; use a pool of mlops:compute.pools with nvidia-a10g and without gpuSharing, or a TrainingJob on one node";
    expect(await issuesOf(() => distributed({ accelerator: "nvidia-a10g" }))).toEqual([expected]);
    const tensorflow = { framework: "tensorflow", nodes: 2, image, accelerator: "nvidia-a10g" } as const;
    expect(
      await issuesOf(() => new DistributedTraining("x", { workspace: teamWorkspace({ pools }), ...tensorflow })),
    ).toEqual([expected]);
  });

  it("refuses several nodes on MIG partitions, and names pools with whole GPUs", async () => {
    expect(await issuesOf(() => distributed({ accelerator: "nvidia-h100", pool: "gpu-h100-parts" }))).toEqual([
      "nodes: must be 1: pool gpu-h100-parts shares GPUs (mig), several nodes of the job can be on one GPU, and NCCL does not start then; use pool gpu-h100, or a TrainingJob on one node",
    ]);
  });

  it("warns of more processes on a node than GPUs", async () => {
    const two = { accelerator: "nvidia-l4", pool: "gpu-l4", acceleratorCount: 2 } as const;
    expect(await warningsOf(() => distributed({ ...two, processesPerNode: 4 }))).toEqual([
      'DistributedTraining "x": processesPerNode = 4 is more than acceleratorCount, 2: NCCL does not start with two processes on one GPU, only another backend such as gloo does (fix: use 2 or less, or raise acceleratorCount)',
    ]);
    expect(await warningsOf(() => distributed({ ...two, processesPerNode: 2 }))).toEqual([]);
    expect(await warningsOf(() => distributed({ processesPerNode: 4 }))).toEqual([]);
  });

  it("warns of a single node on a time-sliced GPU", async () => {
    const job = (accelerator: string, pool?: string) => () =>
      new TrainingJob("mnist", { workspace: teamWorkspace({ pools }), image, accelerator, pool });
    expect(await warningsOf(job("nvidia-a10g"))).toEqual([
      'TrainingJob "mnist": accelerator = "nvidia-a10g" is a share of a GPU: up to 4 pods of pool gpu-a10g use one GPU in turn, without isolation of memory, so that another pod can end the training with "out of memory" (fix: use a pool of mlops:compute.pools with nvidia-a10g and without gpuSharing)',
    ]);
    expect(await warningsOf(job("nvidia-l4"))).toEqual([]);
    expect(await warningsOf(job("nvidia-h100", "gpu-h100-parts"))).toEqual([]);
    expect(await warningsOf(() => distributed({ nodes: 1, accelerator: "nvidia-a10g" }))).toHaveLength(1);
  });
});
