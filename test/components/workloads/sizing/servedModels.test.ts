import { describe, expect, it } from "vitest";
import { containerLimits } from "../../../../components/tenancy/teamQuota";
import type { Workspace } from "../../../../components/tenancy/workspace";
import { InferenceService } from "../../../../components/workloads/inferenceService/inferenceService";
import { ModelService, type ModelServiceArgs } from "../../../../components/workloads/modelService/modelService";
import { issuesOf, warningsOf } from "../../../support/issues";
import { poolSettings, teamWorkspace, workspacePools, workspaceQuota } from "../../../support/workspace";

type Changes = Partial<Omit<ModelServiceArgs, "workspace">> & { readonly workspace?: Partial<Workspace> };

const model = { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` };

const server =
  ({ workspace, ...changes }: Changes) =>
  () =>
    new ModelService("churn", {
      workspace: teamWorkspace({ quota, ...workspace }),
      image: "registry.example/server:1.4.0",
      model,
      ...changes,
    });

/** A quota that limits nothing, so that a test is about one limit. */
const quota = { ...workspaceQuota, vcpus: 10_000, memoryGibibytes: 100_000, pods: 10_000, gpus: 1000 };

describe("a served model", () => {
  it("is refused if no node has its CPUs and its memory, which names the largest that fits", async () => {
    expect(await issuesOf(server({ resources: { vcpus: 500, memoryGibibytes: 4000 } }))).toEqual([
      "resources.vcpus: must be at most 7.4: no node of pool general has more vCPUs for one pod; use 7.4 or less, or add a larger instance type to the pool",
      "resources.memoryGibibytes: must be at most 27.5: no node of pool general has more GiB of memory for one pod; use 27.5 or less, or add a larger instance type to the pool",
    ]);
    expect(await issuesOf(server({ resources: { vcpus: 7.4, memoryGibibytes: 27.5 } }))).toEqual([]);
  });

  it("is refused if its nodes have either enough CPUs or enough memory", async () => {
    const pools = { general: poolSettings({ instanceTypes: ["c7i.4xlarge", "r7i.2xlarge"] }) };
    expect(await issuesOf(server({ workspace: { pools }, resources: { vcpus: 12, memoryGibibytes: 48 } }))).toEqual([
      expect.stringMatching(
        /^resources: must fit one node: nodes of pool general with 12 vCPUs for one pod have at most \d+(\.\d+)? GiB of memory; /,
      ),
    ]);
  });

  it("is held against nodes with its accelerator only", async () => {
    expect(
      await issuesOf(
        server({ accelerator: "nvidia-l4", acceleratorCount: 4, pool: "gpu-l4", resources: { vcpus: 60 } }),
      ),
    ).toEqual([expect.stringMatching(/^resources\.vcpus: must be at most 47\.\d: no node of pool gpu-l4 has more/)]);
  });

  it("is refused if its model is larger than the part of a disk that pods have", async () => {
    expect(await issuesOf(server({ model: { ...model, sizeGibibytes: 120 } }))).toEqual([
      "model.sizeGibibytes: must be at most 119: a disk of pool general has no more space for pods; reduce it, or raise diskGibibytes of the pool",
    ]);
    expect(await issuesOf(server({ model: { ...model, sizeGibibytes: 119 } }))).toEqual([]);
  });

  it("is refused if its minimum exceeds the quota", async () => {
    const workspace = { quota: { ...quota, vcpus: 6 } };
    expect(await issuesOf(server({ workspace, resources: { vcpus: 4 } }))).toEqual([
      "resources.vcpus: must fit the team's quota: 2 pods together request 8 vCPUs, and the quota of team vision is 6; use resources.vcpus of at most 3 or replicas.minimum of at most 1, or raise mlops:teams.vision.vcpus to 8 or more",
    ]);
  });

  it("is refused if the quota has no room for the pods of an update", async () => {
    const workspace = { quota: { ...quota, vcpus: 8 } };
    expect(await issuesOf(server({ workspace, resources: { vcpus: 4 } }))).toEqual([
      "resources.vcpus: must fit the team's quota: 3 pods during an update together request 12 vCPUs, and the quota of team vision is 8; use resources.vcpus of at most 2.6 or replicas.minimum of at most 1, or raise mlops:teams.vision.vcpus to 12 or more",
    ]);
  });

  it("counts the memory limit of the container that downloads the model", async () => {
    const workspace = { quota: { ...quota, memoryGibibytes: 2 } };
    expect(await issuesOf(server({ workspace, resources: { memoryGibibytes: 0.5 } }))).toEqual([
      expect.stringContaining(
        "3 pods during an update together request 3 GiB of memory, and the quota of team vision is 2",
      ),
    ]);
  });

  it("is refused if the limits of the pool allow too few nodes", async () => {
    const pools = {
      general: { ...poolSettings({ instanceTypes: ["m7i.xlarge", "m7i.2xlarge"] }), limits: { vcpus: 12 } },
    };
    const three = { workspace: { pools }, resources: { vcpus: 3 } };
    expect(await issuesOf(server({ ...three, replicas: { minimum: 3, maximum: 3 } }))).toEqual([
      "replicas.minimum: must fit the limits of pool general: 4 pods during an update need more nodes than the limits allow, which have room for 3; use 2 or less, or raise mlops:compute.pools.general.limits",
    ]);
    expect(await issuesOf(server({ ...three, replicas: { minimum: 2, maximum: 2 } }))).toEqual([]);
  });

  it("runs with a warning if its maximum exceeds quota or pools", async () => {
    const pools = { ...workspacePools, general: { ...workspacePools.general, limits: { vcpus: 16 } } };
    expect(await warningsOf(server({ workspace: { quota: { ...quota, vcpus: 8 } } }))).toEqual([
      'ModelService "churn": replicas.maximum = 10 must fit the team\'s quota: 10 pods together request 10 vCPUs, and the quota of team vision is 8, so that the autoscaler stops before the maximum (fix: use resources.vcpus of at most 0.8 or replicas.maximum of at most 8, or raise mlops:teams.vision.vcpus to 10 or more)',
    ]);
    expect(await warningsOf(server({ workspace: { pools }, resources: { vcpus: 3 } }))).toEqual([
      'ModelService "churn": replicas.maximum = 10 must fit the limits of pool general: 10 pods need more nodes than the limits allow, which have room for 4, so that the autoscaler stops before the maximum (fix: use 4 or less, or raise mlops:compute.pools.general.limits)',
    ]);
    expect(await warningsOf(server({}))).toEqual([]);
  });

  it("runs with a warning if an update at the maximum has no room", async () => {
    const workspace = { quota: { ...quota, gpus: 4 } };
    const gpu = { accelerator: "nvidia-l4", pool: "gpu-l4", replicas: { minimum: 1, maximum: 4 } } as const;
    expect(await warningsOf(server({ workspace, ...gpu }))).toEqual([
      expect.stringContaining(
        "5 pods during an update together request 5 nvidia.com/gpu, and the quota of team vision is 4, so that an update at the maximum waits until the load falls (fix: use replicas.maximum of at most 3, or",
      ),
    ]);
  });

  it("of KServe is held against the same limits, with its canaries", async () => {
    const service = (changes: object) => () =>
      new InferenceService("churn", {
        workspace: teamWorkspace({ quota: { ...quota, vcpus: 8 } }),
        model: { format: "sklearn", version: 3 },
        ...changes,
      });
    expect(await issuesOf(service({ resources: { vcpus: 500 } }))).toEqual([
      expect.stringContaining("resources.vcpus: must be at most 7.4: no node of pool general"),
      expect.stringContaining("2 pods together request 1000 vCPUs, and the quota of team vision is 8"),
    ]);
    const canary = [{ trafficPercent: 10, model: { version: 4 } }];
    expect(await issuesOf(service({ resources: { vcpus: 2 } }))).toEqual([]);
    expect(await issuesOf(service({ resources: { vcpus: 2 }, canary }))).toEqual([
      expect.stringContaining("5 pods during an update together request 10 vCPUs, and the quota of team vision is 8"),
    ]);
  });

  it("that passes these checks also keeps the LimitRange of the team", async () => {
    const { max } = containerLimits(workspaceQuota, { vcpus: 8, memoryMebibytes: 32_768 });
    expect(max).toEqual({ cpu: "8", memory: "32Gi" });
    expect(await issuesOf(server({ resources: { vcpus: Number(max.cpu) } }))).toHaveLength(1);
  });
});
