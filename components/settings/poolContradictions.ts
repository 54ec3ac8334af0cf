import { findInstanceType, type InstanceType } from "../compute/instanceCatalogue";
import { migProfiles } from "../compute/managed/userData";
import { countedPerNode, maximumNodes } from "../compute/nodePool";
import { systemPool } from "../scheduling";
import { type Contradiction, type ContradictionIssue, issueIf } from "./contradiction";
import type { Settings } from "./schema";
import type { CapacityReservationSettings, PoolSettings } from "./sections/compute";

/** A pool with what the catalogue knows of its instance types. */
interface Candidate {
  readonly name: string;
  readonly pool: PoolSettings;
  readonly types: readonly InstanceType[];
  /** Path of one of its settings. */
  at(...keys: PropertyKey[]): PropertyKey[];
}

type Rule = (candidate: Candidate, settings: Settings) => readonly ContradictionIssue[];

/** Contradictions in and around node pools. */
export const poolContradictions: readonly Contradiction[] = [
  {
    reads: ["compute.pools"],
    find: ({ compute }) => Object.keys(compute.pools).flatMap((name) => unknownTypes(name, compute.pools[name])),
  },
  {
    reads: ["cluster.systemNodes.instanceTypes"],
    find: ({ cluster: { systemNodes } }) =>
      unknownIn(systemNodes.instanceTypes, ["cluster", "systemNodes", "instanceTypes"]),
  },
  ...[mixedAccelerators, limits, sharing, adapters, placement, minimum, managedCapacity, reservedName].map(forPools),
  { ...forPools(zones), reads: ["compute.pools", "zones"] },
  { ...forPools(reservationOfPool), reads: ["compute.pools", "compute.capacityReservations"] },
  {
    reads: ["compute.capacityReservations", "compute.pools"],
    find: ({ compute }) =>
      Object.keys(compute.capacityReservations)
        .filter((name) => !Object.values(compute.pools).some((pool) => pool.capacityReservation === name))
        .map((name) => ({
          path: ["compute", "capacityReservations", name],
          message: "is used by no pool, and paid for all the same",
          fix: `name it in a pool's capacityReservation: ${name}, or remove it and cancel the reservation`,
        })),
  },
];

/** A rule about a single pool, which is not judged where the catalogue lacks one of its types. */
function forPools(rule: Rule): Contradiction {
  return {
    reads: ["compute.pools"],
    find: (settings) => candidates(settings).flatMap((candidate) => rule(candidate, settings)),
  };
}

function candidates({ compute }: Settings): Candidate[] {
  return Object.entries(compute.pools).flatMap(([name, pool]) => {
    const types = pool.instanceTypes.flatMap((type) => findInstanceType(type) ?? []);
    const at = (...keys: PropertyKey[]) => ["compute", "pools", name, ...keys];
    return types.length === pool.instanceTypes.length ? [{ name, pool, types, at }] : [];
  });
}

function unknownTypes(name: string, pool: PoolSettings | undefined): ContradictionIssue[] {
  return unknownIn(pool?.instanceTypes ?? [], ["compute", "pools", name, "instanceTypes"]);
}

function unknownIn(types: readonly string[], path: readonly PropertyKey[]): ContradictionIssue[] {
  return types.flatMap((type, index) =>
    findInstanceType(type)
      ? []
      : [
          {
            path: [...path, index],
            message: "is not in the catalogue of instance types: its size, accelerators and price are unknown",
            fix: "use a type of components/compute/instanceTypes.json, or add it there with its source",
          },
        ],
  );
}

function mixedAccelerators({ types, at }: Candidate): readonly ContradictionIssue[] {
  const kinds = [...new Set(types.map(({ accelerator }) => accelerator?.name ?? "none"))];
  return issueIf(kinds.length > 1, {
    path: at("instanceTypes"),
    message: `mix accelerators, ${kinds.join(" and ")}: a pod that asks for one could get the other`,
    fix: "make a pool for each accelerator",
  });
}

function limits({ pool, types, at }: Candidate): readonly ContradictionIssue[] {
  const wanted = types[0]?.accelerator ? "accelerators" : "vcpus";
  const other = wanted === "vcpus" ? "accelerators" : "vcpus";
  const limit = pool.limits[wanted];
  if (limit === undefined || pool.limits[other] !== undefined) {
    return [
      {
        path: at("limits"),
        message: `must set ${wanted} and not ${other}: that is what ${pool.instanceTypes.join(", ")} are counted by`,
        fix: `write limits: { ${wanted}: N }`,
      },
    ];
  }
  return types
    .filter((type) => limit < countedPerNode(type))
    .map((type) => ({
      path: at("limits", wanted),
      message: `is less than one ${type.type} has, ${countedPerNode(type)}: the pool could never make one`,
      fix: `raise it to ${countedPerNode(type)} or more, or use smaller instance types`,
    }));
}

function zones({ pool, at }: Candidate, settings: Settings): readonly ContradictionIssue[] {
  return (pool.zones ?? []).flatMap((zone, index) =>
    issueIf(!settings.zones.includes(zone), {
      path: at("zones", index),
      message: "is not a zone of the network: it has no subnet there",
      fix: `use one of ${settings.zones.join(", ")}, or add it to mlops:zones`,
    }),
  );
}

function sharing({ pool, types, at }: Candidate): readonly ContradictionIssue[] {
  const { gpuSharing } = pool;
  if (!gpuSharing) return [];
  const gpu = types[0]?.accelerator;
  const [field, other] =
    gpuSharing.mode === "mig" ? (["profile", "replicas"] as const) : (["replicas", "profile"] as const);
  return [
    ...issueIf(pool.maker === "karpenter", {
      path: at("gpuSharing"),
      message:
        "needs a managed pool: Karpenter does not see shares of a GPU, and would leave pods pending or make too many nodes",
      fix: "set maker: managed, or remove gpuSharing",
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
): readonly ContradictionIssue[] {
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

function adapters({ pool, types, at }: Candidate): readonly ContradictionIssue[] {
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

function placement({ pool, at }: Candidate, settings: Settings): readonly ContradictionIssue[] {
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

function needsManaged(pool: PoolSettings, path: PropertyKey[], what: string): readonly ContradictionIssue[] {
  return issueIf(pool.maker === "karpenter", {
    path,
    message: `asks for ${what}, which only managed pools have`,
    fix: "set maker: managed",
  });
}

function minimum({ name, pool, at }: Candidate, settings: Settings): readonly ContradictionIssue[] {
  const most = maximumNodes({ ...pool, name, zones: pool.zones ?? settings.zones });
  return [
    ...issueIf(pool.maker === "karpenter" && pool.minimumNodes > 0, {
      path: at("minimumNodes"),
      message: "needs a managed pool: Karpenter makes nodes when pods ask for them",
      fix: "set it to 0, or set maker: managed",
    }),
    ...issueIf(pool.minimumNodes > most && most > 0, {
      path: at("minimumNodes"),
      message: `is more than the ${most} nodes that the pool's limits allow`,
      fix: "lower it, or raise limits",
    }),
  ];
}

function managedCapacity({ pool, types, at }: Candidate): readonly ContradictionIssue[] {
  if (pool.maker === "karpenter") return [];
  return [
    ...issueIf(pool.capacityTypes.length > 1, {
      path: at("capacityTypes"),
      message: "are several, and a managed pool buys its nodes in one way",
      fix: "leave one, or set maker: karpenter",
    }),
    ...issueIf(new Set(types.map(countedPerNode)).size > 1, {
      path: at("instanceTypes"),
      message: "differ in size, and Cluster Autoscaler takes all nodes of a managed pool for equal",
      fix: "use types of one size, or set maker: karpenter",
    }),
    ...issueIf(new Set(types.map(({ architecture }) => architecture)).size > 1, {
      path: at("instanceTypes"),
      message: "mix architectures, and a managed pool has one image",
      fix: "use types of one architecture, or set maker: karpenter",
    }),
  ];
}

function reservedName({ name, at }: Candidate): readonly ContradictionIssue[] {
  return issueIf(name === systemPool, {
    path: at(),
    message: "has the name of the platform's own nodes",
    fix: "give the pool another name",
  });
}

function reservationOfPool({ pool, at }: Candidate, { compute }: Settings): readonly ContradictionIssue[] {
  const name = pool.capacityReservation;
  const reservation = name === undefined ? undefined : compute.capacityReservations[name];
  if (name !== undefined && !reservation) {
    return [
      {
        path: at("capacityReservation"),
        message: "is no reservation of mlops:compute.capacityReservations",
        fix: "describe it there, or remove it here",
      },
    ];
  }
  return [
    ...issueIf(pool.capacityTypes.includes("reserved") !== (reservation !== undefined), {
      path: at("capacityTypes"),
      message: reservation
        ? "lack reserved, so that the reservation is paid for and not used"
        : "include reserved, and the pool names no capacityReservation",
      fix: reservation ? "add reserved" : "name a reservation, or remove reserved",
    }),
    ...issueIf(reservation !== undefined && !pool.instanceTypes.includes(reservation.instanceType), {
      path: at("capacityReservation"),
      message: `holds ${reservation?.instanceType}, which is not among the pool's instance types`,
      fix: `add ${reservation?.instanceType} to instanceTypes`,
    }),
    ...(reservation && pool.maker === "managed" ? onlyReserved(pool, reservation, at) : []),
    ...issueIf(reservation !== undefined && pool.zones !== undefined && !pool.zones.includes(reservation.zone), {
      path: at("capacityReservation"),
      message: `lies in ${reservation?.zone}, which is not among the pool's zones`,
      fix: `add ${reservation?.zone} to zones`,
    }),
  ];
}

/** A managed pool's launch template asks for the reservation whatever node is launched. */
function onlyReserved(
  pool: PoolSettings,
  { zone, instanceType }: CapacityReservationSettings,
  at: Candidate["at"],
): readonly ContradictionIssue[] {
  return [
    ...issueIf(pool.zones === undefined || pool.zones.some((other) => other !== zone), {
      path: at("zones"),
      message: "lead a managed pool out of its reservation's zone, where launches fail",
      fix: `set zones to [${zone}]`,
    }),
    ...issueIf(
      pool.instanceTypes.some((other) => other !== instanceType),
      {
        path: at("instanceTypes"),
        message: "are not all what the reservation holds, and launches of the others fail",
        fix: `leave ${instanceType} alone, or set maker: karpenter`,
      },
    ),
  ];
}
