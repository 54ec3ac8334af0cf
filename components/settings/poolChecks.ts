import { systemPool } from "../../core/kubernetes/scheduling";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { findInstanceType } from "../compute/instanceCatalogue";
import { countedPerNode, maximumNodes } from "../compute/nodePool";
import type { PoolSettings } from "../compute/poolSettings";
import { type Candidate, forPools } from "./poolCheck";
import { adapters, isolatedNeuron, placement, sharing } from "./poolDeviceChecks";
import { reservationChecks } from "./poolReservationChecks";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Checks across the settings of node pools. */
export const poolChecks: readonly SettingsCheck[] = [
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
  { ...forPools(isolatedNeuron), reads: ["compute.pools", "network.natGateways"] },
  ...reservationChecks,
];

function unknownTypes(name: string, pool: PoolSettings | undefined): CrossFieldIssue[] {
  return unknownIn(pool?.instanceTypes ?? [], ["compute", "pools", name, "instanceTypes"]);
}

function unknownIn(types: readonly string[], path: readonly PropertyKey[]): CrossFieldIssue[] {
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

function mixedAccelerators({ types, at }: Candidate): readonly CrossFieldIssue[] {
  const kinds = [...new Set(types.map(({ accelerator }) => accelerator?.name ?? "none"))];
  return issueIf(kinds.length > 1, {
    path: at("instanceTypes"),
    message: `mix accelerators, ${kinds.join(" and ")}: a pod that asks for one could get the other`,
    fix: "make a pool for each accelerator",
  });
}

function limits({ pool, types, at }: Candidate): readonly CrossFieldIssue[] {
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

function zones({ pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  return (pool.zones ?? []).flatMap((zone, index) =>
    issueIf(!settings.zones.includes(zone), {
      path: at("zones", index),
      message: "is not a zone of the network: it has no subnet there",
      fix: `use one of ${settings.zones.join(", ")}, or add it to mlops:zones`,
    }),
  );
}

function minimum({ name, pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  const most = maximumNodes({ ...pool, name, zones: pool.zones ?? settings.zones });
  return [
    ...issueIf(pool.provisioner === "karpenter" && pool.minimumNodes > 0, {
      path: at("minimumNodes"),
      message: "needs a managed pool: Karpenter makes nodes when pods ask for them",
      fix: "set it to 0, or set provisioner: managedNodeGroup",
    }),
    ...issueIf(pool.minimumNodes > most && most > 0, {
      path: at("minimumNodes"),
      message: `is more than the ${most} nodes that the pool's limits allow`,
      fix: "lower it, or raise limits",
    }),
  ];
}

function managedCapacity({ pool, types, at }: Candidate): readonly CrossFieldIssue[] {
  if (pool.provisioner === "karpenter") return [];
  return [
    ...issueIf(pool.capacityTypes.length > 1, {
      path: at("capacityTypes"),
      message: "are several, and a managed pool buys its nodes in one way",
      fix: "leave one, or set provisioner: karpenter",
    }),
    ...issueIf(new Set(types.map(countedPerNode)).size > 1, {
      path: at("instanceTypes"),
      message: "differ in size, and Cluster Autoscaler takes all nodes of a managed pool for equal",
      fix: "use types of one size, or set provisioner: karpenter",
    }),
    ...issueIf(new Set(types.map(({ architecture }) => architecture)).size > 1, {
      path: at("instanceTypes"),
      message: "mix architectures, and a managed pool has one image",
      fix: "use types of one architecture, or set provisioner: karpenter",
    }),
  ];
}

function reservedName({ name, at }: Candidate): readonly CrossFieldIssue[] {
  return issueIf(name === systemPool, {
    path: at(),
    message: "has the name of the platform's own nodes",
    fix: "give the pool another name",
  });
}
