import { systemPool } from "../../core/kubernetes/scheduling";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { nearest } from "../../core/text/nearest";
import { findInstanceType, instanceTypes } from "../compute/instanceCatalogue";
import { countedPerNode, maximumNodes } from "../compute/nodePool";
import type { PoolSettings } from "../compute/poolSettings";
import { architectureChecks } from "./architectureChecks";
import { managedGroupChecks } from "./managedGroupChecks";
import { type Candidate, forPools } from "./poolCheck";
import { adapters, isolatedNeuron, placement, sharing } from "./poolDeviceChecks";
import { reservationChecks } from "./poolReservationChecks";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Cross-field checks of node pools. */
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
  ...[mixedAccelerators, limits, sharing, minimum, managedCapacity, reservedName].map(forPools),
  { ...forPools(adapters), reads: ["compute.pools", "zones"] },
  { ...forPools(placement), reads: ["compute.pools", "zones"] },
  { ...forPools(zones), reads: ["compute.pools", "zones"] },
  { ...forPools(isolatedNeuron), reads: ["compute.pools", "network.natGateways"] },
  ...reservationChecks,
  ...managedGroupChecks,
  ...architectureChecks,
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
            message: "must be in the catalogue of instance types, which holds sizes, accelerators and prices",
            fix: unknownTypeFix(type),
          },
        ],
  );
}

/** Suggests the type with the most similar name of the family, or the types of the family. */
function unknownTypeFix(type: string): string {
  const family = instanceTypes.map((known) => known.type).filter((name) => familyOf(name) === familyOf(type));
  const meant = nearest(type, family);
  const suggestion = meant ? `did you mean ${meant}? ` : family.length > 0 ? `use one of ${family.join(", ")}. ` : "";
  return `${suggestion}docs/choices.md#instance-types lists all types; a new type needs a row with its source in components/compute/instanceTypes.json`;
}

function familyOf(type: string): string {
  return type.split(".")[0] ?? "";
}

function mixedAccelerators({ types, at }: Candidate): readonly CrossFieldIssue[] {
  const kinds = [...new Set(types.map(({ accelerator }) => accelerator?.name ?? "none"))];
  return issueIf(kinds.length > 1, {
    path: at("instanceTypes"),
    message: `must all have the same accelerator, not ${kinds.join(" and ")}: a pod that requests one could get another`,
    fix: "define one pool for each accelerator",
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
        message: `must set ${wanted} and not ${other}: ${pool.instanceTypes.join(", ")} have ${types[0]?.accelerator ? "" : "no "}accelerators`,
        fix: `write limits: { ${wanted}: N }`,
      },
    ];
  }
  return types
    .filter((type) => limit < countedPerNode(type))
    .map((type) => ({
      path: at("limits", wanted),
      message: `must be at least ${countedPerNode(type)}, the ${wanted} of one ${type.type}: a smaller limit allows no node of that type`,
      fix: `raise it to ${countedPerNode(type)} or more, or use smaller instance types`,
    }));
}

function zones({ pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  return (pool.zones ?? []).flatMap((zone, index) =>
    issueIf(!settings.zones.includes(zone), {
      path: at("zones", index),
      message: "must be a zone of the network (mlops:zones)",
      fix: `use one of ${settings.zones.join(", ")}, or add it to mlops:zones`,
    }),
  );
}

function minimum({ name, pool, at }: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  const most = maximumNodes({ ...pool, name, zones: pool.zones ?? settings.zones });
  return [
    ...issueIf(pool.provisioner === "karpenter" && pool.minimumNodes > 0, {
      path: at("minimumNodes"),
      message: "must be 0 with provisioner karpenter, which creates nodes only for pending pods",
      fix: "set it to 0, or set provisioner: managedNodeGroup",
    }),
    ...issueIf(pool.minimumNodes > most && most > 0, {
      path: at("minimumNodes"),
      message: `must be at most ${most}, the number of nodes that the pool's limits allow`,
      fix: "lower it, or raise limits",
    }),
  ];
}

function managedCapacity({ pool, types, at }: Candidate): readonly CrossFieldIssue[] {
  if (pool.provisioner === "karpenter") return [];
  return [
    ...issueIf(pool.capacityTypes.length > 1, {
      path: at("capacityTypes"),
      message: "must list one capacity type with provisioner managedNodeGroup: EKS accepts one for each node group",
      fix: "list one capacity type, or set provisioner: karpenter",
    }),
    ...issueIf(new Set(types.map(countedPerNode)).size > 1, {
      path: at("instanceTypes"),
      message: "must all have the same size with provisioner managedNodeGroup: Cluster Autoscaler assumes equal nodes",
      fix: "use types of one size, or set provisioner: karpenter",
    }),
  ];
}

function reservedName({ name, at }: Candidate): readonly CrossFieldIssue[] {
  return issueIf(name === systemPool, {
    path: at(),
    message: `must not be named ${systemPool}, the pool of the platform's own nodes`,
    fix: "rename the pool",
  });
}
