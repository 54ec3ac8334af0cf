import { describe, expect, it } from "vitest";
import { placement } from "../../../../components/compute/placement";
import {
  DistributedTraining,
  type DistributedTrainingArgs,
} from "../../../../components/workloads/distributedTraining/distributedTraining";
import { trainingResources } from "../../../../components/workloads/training/trainingResources";
import { TrainingJob } from "../../../../components/workloads/trainingJob/trainingJob";
import type { Registration } from "../../../../core/graph/registration";
import { only, recordComponent } from "../../../support/record";
import { poolSettings, teamWorkspace, workspaceQuota } from "../../../support/workspace";

const fabric = poolSettings({
  provisioner: "managedNodeGroup",
  purpose: "training",
  instanceTypes: ["p5.48xlarge"],
  zones: ["us-west-2a"],
  efa: true,
});
const pools = { fabric };
const quota = { ...workspaceQuota, gpus: 64, vcpus: 1000, memoryGibibytes: 10_000 };
const h100 = { accelerator: "nvidia-h100", purpose: "training" } as const;

const base = { image: "registry.example/trainer:1.4.0", accelerator: "nvidia-h100", acceleratorCount: 8 };

function workspace() {
  return teamWorkspace({ pools, quota });
}

function distributed(args: Pick<DistributedTrainingArgs, "framework">): Promise<Registration[]> {
  return recordComponent(
    () => new DistributedTraining("resnet", { workspace: workspace(), nodes: 2, command: ["train"], ...base, ...args }),
  );
}

const expected = { "nvidia.com/gpu": "8", "vpc.amazonaws.com/efa": "32" };
const noHugePages = { name: "FI_EFA_USE_HUGE_PAGE", value: "0" };

describe("a training pod on nodes with Elastic Fabric Adapters", () => {
  it("requests the adapters as a TrainJob, and a process for each GPU", async () => {
    const job = only(await distributed({ framework: "pytorch" }), "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob");
    const { trainer } = Object(job.inputs.spec);
    expect(trainer.resourcesPerNode).toMatchObject({ requests: expected, limits: expected });
    expect(trainer.env).toContainEqual(noHugePages);
    expect(trainer.numProcPerNode).toBe(8);
  });

  it("requests the adapters as a TFJob", async () => {
    const job = only(await distributed({ framework: "tensorflow" }), "kubernetes:kubeflow.org/v1:TFJob");
    const replicas: Record<string, { template: { spec: { containers: object[] } } }> = Object(
      job.inputs.spec,
    ).tfReplicaSpecs;
    const containers = Object.values(replicas).flatMap(({ template }) => template.spec.containers);
    expect(containers.length).toBeGreaterThan(0);
    for (const container of containers) {
      expect(container).toMatchObject({ resources: { requests: expected, limits: expected } });
    }
  });

  it("requests the adapters as a Job", async () => {
    const resources = await recordComponent(() => new TrainingJob("mnist", { workspace: workspace(), ...base }));
    const { template } = Object(only(resources, "kubernetes:batch/v1:Job").inputs.spec);
    expect(template.spec.containers[0].resources).toMatchObject({ requests: expected, limits: expected });
    expect(template.spec.containers[0].env).toContainEqual(noHugePages);
  });
});

describe("placement on nodes with Elastic Fabric Adapters", () => {
  it.each([
    [1, "4"],
    [2, "8"],
    [8, "32"],
  ])("gives %i of 8 GPUs %s of 32 adapters", (acceleratorCount, adapters) => {
    expect(placement({ ...h100, acceleratorCount }, pools).resources).toEqual({
      "nvidia.com/gpu": String(acceleratorCount),
      "vpc.amazonaws.com/efa": adapters,
    });
  });

  it("requests them for Trainium too", () => {
    const neuron = { ...fabric, instanceTypes: ["trn1.32xlarge"] };
    const { resources } = placement(
      { accelerator: "aws-trainium", acceleratorCount: 4, purpose: "training" },
      { neuron },
    );
    expect(resources).toEqual({ "aws.amazon.com/neuron": "4", "vpc.amazonaws.com/efa": "2" });
  });

  it("requests none for serving pods and on pools without adapters", () => {
    expect(placement({ ...h100, purpose: "serving" }, pools).resources).toEqual({ "nvidia.com/gpu": "1" });
    expect(placement(h100, { plain: { ...fabric, efa: false } }).resources).toEqual({ "nvidia.com/gpu": "1" });
  });

  it("requires a pool if only some have adapters", () => {
    const { problems } = placement(h100, { fabric, plain: { ...fabric, efa: false } });
    expect(problems).toEqual([
      {
        path: ["pool"],
        message:
          "must be set: several pools have nvidia-h100, with different purposes, GPU sharing or Elastic Fabric Adapters",
        fix: "use pool fabric or plain",
      },
    ]);
  });
});

describe("resources on nodes with Elastic Fabric Adapters", () => {
  const problems = (acceleratorCount: number, nodes: number, settings = fabric) => {
    const given = { pools: { fabric: settings }, team: "vision", quota, nodes, given: {} };
    return trainingResources({
      ...given,
      placement: placement({ ...h100, acceleratorCount }, given.pools),
    }).problems;
  };

  it("measure the share of a node by its GPUs, not by its adapters", () => {
    expect(problems(8, 2)).toEqual([]);
    expect(problems(1, 2)).toEqual([]);
  });

  it("reject several nodes with too few GPUs for an adapter", () => {
    const partitioned = { ...fabric, gpuSharing: { mode: "mig", profile: "1g.10gb" } as const };
    expect(problems(1, 1, partitioned)).toEqual([]);
    expect(problems(1, 2, partitioned)).toEqual([
      {
        path: ["acceleratorCount"],
        message:
          "must be high enough for an Elastic Fabric Adapter: 1 of a node's accelerators in pool fabric get none, and nodes would communicate over TCP",
        fix: "use all accelerators of a node, or a pool without efa",
      },
    ]);
  });
});
