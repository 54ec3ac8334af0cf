import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import type { CapacityReservationSettings, PoolSettings } from "../compute/poolSettings";
import { type Candidate, forPools } from "./poolCheck";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Capacity reservations and the pools that use them. */
export const reservationChecks: readonly SettingsCheck[] = [
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

function reservationOfPool({ pool, at }: Candidate, { compute }: Settings): readonly CrossFieldIssue[] {
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
    ...(reservation && pool.provisioner === "managedNodeGroup" ? onlyReserved(pool, reservation, at) : []),
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
): readonly CrossFieldIssue[] {
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
        fix: `leave ${instanceType} alone, or set provisioner: karpenter`,
      },
    ),
  ];
}
