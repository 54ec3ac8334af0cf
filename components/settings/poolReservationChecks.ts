import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import type { CapacityReservationSettings, PoolSettings } from "../compute/poolSettings";
import { type Candidate, forPools } from "./poolCheck";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Cross-field checks of capacity reservations and the pools that use them. */
export const reservationChecks: readonly SettingsCheck[] = [
  { ...forPools(reservationOfPool), reads: ["compute.pools", "compute.capacityReservations"] },
  {
    reads: ["compute.capacityReservations", "compute.pools"],
    find: ({ compute }) =>
      Object.keys(compute.capacityReservations)
        .filter((name) => !Object.values(compute.pools).some((pool) => pool.capacityReservation === name))
        .map((name) => ({
          path: ["compute", "capacityReservations", name],
          message: "must be used by a pool: AWS charges an unused reservation too",
          fix: `set capacityReservation: ${name} in a pool, or remove the reservation here and cancel it in AWS`,
        })),
  },
];

function reservationOfPool({ pool, at }: Candidate, { compute }: Settings): readonly CrossFieldIssue[] {
  const name = pool.capacityReservation;
  const reservation = name === undefined ? undefined : compute.capacityReservations[name];
  if (name !== undefined && !reservation) {
    return [
      {
        path: at("capacityReservation"),
        message: "must be a name of mlops:compute.capacityReservations",
        fix: "add the reservation there, or remove it here",
      },
    ];
  }
  return [
    ...issueIf(pool.capacityTypes.includes("reserved") !== (reservation !== undefined), {
      path: at("capacityTypes"),
      message: reservation
        ? "must include reserved when capacityReservation is set: otherwise AWS charges for a reservation that is not used"
        : "must not include reserved when capacityReservation is not set",
      fix: reservation ? "add reserved" : "set capacityReservation, or remove reserved",
    }),
    ...issueIf(reservation !== undefined && !pool.instanceTypes.includes(reservation.instanceType), {
      path: at("capacityReservation"),
      message: `must reserve one of the pool's instance types, not ${reservation?.instanceType}`,
      fix: `add ${reservation?.instanceType} to instanceTypes`,
    }),
    ...(reservation && pool.provisioner === "managedNodeGroup" ? reservationMatchIssues(pool, reservation, at) : []),
    ...issueIf(reservation !== undefined && pool.zones !== undefined && !pool.zones.includes(reservation.zone), {
      path: at("capacityReservation"),
      message: `must be in one of the pool's zones, not in ${reservation?.zone}`,
      fix: `add ${reservation?.zone} to zones`,
    }),
  ];
}

/** The launch template of a managed node group targets the reservation for every node that it launches. */
function reservationMatchIssues(
  pool: PoolSettings,
  { zone, instanceType }: CapacityReservationSettings,
  at: Candidate["at"],
): readonly CrossFieldIssue[] {
  return [
    ...issueIf(pool.zones === undefined || pool.zones.some((other) => other !== zone), {
      path: at("zones"),
      message: `must list only the reservation's zone, ${zone}, with provisioner managedNodeGroup: launches in other zones fail`,
      fix: `set zones to [${zone}]`,
    }),
    ...issueIf(
      pool.instanceTypes.some((other) => other !== instanceType),
      {
        path: at("instanceTypes"),
        message: `must list only the reservation's type, ${instanceType}, with provisioner managedNodeGroup: launches of other types fail`,
        fix: `list only ${instanceType}, or set provisioner: karpenter`,
      },
    ),
  ];
}
