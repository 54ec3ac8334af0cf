import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import type { InstanceType } from "../compute/instanceCatalogue";
import { migProfiles } from "../compute/managed/userData";
import type { PoolSettings } from "../compute/poolSettings";
import type { Candidate } from "./poolCheck";
import type { Settings } from "./schema";

/** Checks of `gpuSharing`. */
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
        "must not be set with provisioner karpenter, which ignores GPU sharing: pods would stay pending, or too many nodes would be created",
      fix: "set provisioner: managedNodeGroup, or remove gpuSharing",
    }),
    ...issueIf(gpu?.manufacturer !== "nvidia", {
      path: at("gpuSharing"),
      message: `must be set only for NVIDIA GPUs, which ${pool.instanceTypes.join(", ")} do not have`,
      fix: "use instance types with NVIDIA GPUs, or remove gpuSharing",
    }),
    ...issueIf(gpuSharing[field] === undefined || gpuSharing[other] !== undefined, {
      path: at("gpuSharing"),
      message: `must set ${field} and not ${other} with mode ${gpuSharing.mode}`,
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
      message: `must be a MIG profile of ${gpu.name} GPUs with ${Math.floor(gpu.memoryMebibytesEach / 1024)} GB`,
      fix: `use one of ${profiles?.join(", ")}`,
    }),
    ...issueIf(profiles === undefined, {
      path: at("gpuSharing", "mode"),
      message: `must not be mig: ${gpu.name} GPUs do not support MIG`,
      fix: "use mode: timeSlicing, or instance types with A100, H100 or H200",
    }),
  ];
}

/** Checks of `efa`. */
export function adapters({ pool, types, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  if (!pool.efa) return [];
  const without = types.filter(({ efaInterfaces }) => efaInterfaces === 0).map(({ type }) => type);
  return [
    ...needsManaged(pool, at("efa")),
    ...issueIf(without.length > 0, {
      path: at("efa"),
      message: `must be false for instance types without Elastic Fabric Adapters: ${without.join(", ")}`,
      fix: "use larger instance types (most from .8xlarge have an adapter), or set efa: false",
    }),
    ...issueIf(
      pool.provisioner !== "karpenter" && without.length === 0 && (pool.zones ?? settings.zones).length !== 1,
      {
        path: at("efa"),
        message: "must be false for a pool in several zones: Elastic Fabric Adapters communicate within one zone only",
        fix: `set zones to one zone, such as [${settings.zones[0]}]`,
      },
    ),
  ];
}

/** Checks of `placementGroup`. */
export function placement({ pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  if (!pool.placementGroup) return [];
  return [
    ...needsManaged(pool, at("placementGroup")),
    ...issueIf((pool.zones ?? settings.zones).length !== 1, {
      path: at("placementGroup"),
      message: "must be false for a pool in several zones: a placement group is in one zone",
      fix: `set zones to one zone, such as [${settings.zones[0]}]`,
    }),
  ];
}

function needsManaged(pool: PoolSettings, path: PropertyKey[]): readonly CrossFieldIssue[] {
  return issueIf(pool.provisioner === "karpenter", {
    path,
    message: "must be false with provisioner karpenter: only managed node groups support it",
    fix: "set provisioner: managedNodeGroup",
  });
}

/**
 * Neuron's chart was not available at its pinned version, so it is not verified that its image can come from a mirror.
 */
export function isolatedNeuron({ types, at }: Candidate, { network }: Settings): readonly CrossFieldIssue[] {
  const neuron = types.some(({ accelerator }) => accelerator?.manufacturer === "aws");
  return issueIf(neuron && network.natGateways === "none", {
    path: at("instanceTypes"),
    message:
      "must not have Neuron devices with mlops:network.natGateways none: the image of their device plugin is pulled over the Internet",
    fix: "set mlops:network.natGateways to single, or use NVIDIA GPUs",
  });
}
