/**
 * What becomes of a StatefulSet's volumes. Helm does not know of claims that StatefulSets make: left to themselves they
 * stay, and so do AWS's volumes.
 *
 * @param deletionProtection Whether they outlive the StatefulSet.
 */
export function claimRetention(deletionProtection: boolean) {
  return { whenDeleted: deletionProtection ? "Retain" : "Delete", whenScaled: "Retain" } as const;
}
