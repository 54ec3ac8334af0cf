import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import type { InstanceType } from "../compute/instanceCatalogue";
import { migProfiles } from "../compute/managed/userData";
import type { PoolSettings } from "../compute/poolSettings";
import type { Candidate } from "./poolCheck";
import type { Settings } from "./schema";

/** Shares of GPUs that a pool cannot have. */
export function sharing({ pool, types, at }: Candidate): readonly CrossFieldIssue[] {
  const { gpuSharing } = pool;
  if (!gpuSharing) return [];
  const gpu = types[0]?.accelerator;
  const [field, other] =
    gpuSharing.mode === "mig" ? (["profile", "replicas"] as const) : (["replicas", "profile"] as const);
  return [
    ...issueIf(pool.provisioner === "karpenter", {
      path: at("gpuSharing"),
      message:
        "needs a managed pool: Karpenter does not see shares of a GPU, and would leave pods pending or make too many nodes",
      fix: "set provisioner: managedNodeGroup, or remove gpuSharing",
    }),
    ...issueIf(gpu?.manufacturer !== "nvidia", {
      path: at("gpuSharing"),
      message: `shares GPUs, which ${pool.instanceTypes.join(", ")} do not have`,
      fix: "use instance types with NVIDIA GPUs, or remove gpuSharing",
    }),
    ...issueIf(gpuSharing[field] === undefined || gpuSharing[other] !== undefined, {
      path: at("gpuSharing"),
      message: `must set ${field} and not ${other} where mode is ${gpuSharing.mode}`,
      fix: gpuSharing.mode === "mig" ? "write profile, such as 1g.10gb" : "write replicas, such as 4",
    }),
    ...migIssues(gpuSharing, gpu, at),
  ];
}

function migIssues(
  { mode, profile }: NonNullable<PoolSettings["gpuSharing"]>,
  gpu: InstanceType["accelerator"] | undefined,
  at: Candidate["at"],
): readonly CrossFieldIssue[] {
  if (mode !== "mig" || gpu?.manufacturer !== "nvidia") return [];
  const profiles = migProfiles(gpu);
  return [
    ...issueIf(profiles !== undefined && profile !== undefined && !profiles.includes(profile), {
      path: at("gpuSharing", "profile"),
      message: `is no partition of ${gpu.name} GPUs with ${Math.floor(gpu.memoryMebibytesEach / 1024)} GB`,
      fix: `use one of ${profiles?.join(", ")}`,
    }),
    ...issueIf(profiles === undefined, {
      path: at("gpuSharing", "mode"),
      message: `is mig, which ${gpu.name} GPUs cannot do`,
      fix: "use mode: timeSlicing, or instance types with A100, H100 or H200",
    }),
  ];
}

/** Fabric adapters that a pool cannot have. */
export function adapters({ pool, types, at }: Candidate): readonly CrossFieldIssue[] {
  if (!pool.efa) return [];
  const without = types.filter(({ efaInterfaces }) => efaInterfaces === 0).map(({ type }) => type);
  return [
    ...needsManaged(pool, at("efa"), "Elastic Fabric Adapters"),
    ...issueIf(without.length > 0, {
      path: at("efa"),
      message: `is true, and ${without.join(", ")} have no Elastic Fabric Adapter`,
      fix: "use larger instance types, .8xlarge and up for most, or set efa: false",
    }),
  ];
}

/** A placement group that a pool cannot have. */
export function placement({ pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  if (!pool.placementGroup) return [];
  return [
    ...needsManaged(pool, at("placementGroup"), "a placement group"),
    ...issueIf((pool.zones ?? settings.zones).length !== 1, {
      path: at("placementGroup"),
      message: "is true for a pool in several zones: nodes can stand close to each other in one alone",
      fix: `set zones to one zone, such as [${settings.zones[0]}]`,
    }),
  ];
}

function needsManaged(pool: PoolSettings, path: PropertyKey[], what: string): readonly CrossFieldIssue[] {
  return issueIf(pool.provisioner === "karpenter", {
    path,
    message: `asks for ${what}, which only managed pools have`,
    fix: "set provisioner: managedNodeGroup",
  });
}

/** Neuron's chart could not be read at its pinned version: whether its image really comes from a mirror is not known. */
export function isolatedNeuron({ types, at }: Candidate, { network }: Settings): readonly CrossFieldIssue[] {
  const neuron = types.some(({ accelerator }) => accelerator?.manufacturer === "aws");
  return issueIf(neuron && network.natGateways === "none", {
    path: at("instanceTypes"),
    message:
      "have Neuron devices, whose device plugin is pulled over the Internet, and mlops:network.natGateways is none",
    fix: "set mlops:network.natGateways to single, or use NVIDIA GPUs",
  });
}
