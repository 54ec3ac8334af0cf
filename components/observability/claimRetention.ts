/**
 * Returns the retention policy of a StatefulSet's volumes. Helm does not manage the claims of a StatefulSet: by
 * default, they and their EBS volumes are kept.
 *
 * @param deletionProtection Whether to keep volumes when the StatefulSet is deleted.
 */
export function claimRetention(deletionProtection: boolean) {
  return { whenDeleted: deletionProtection ? "Retain" : "Delete", whenScaled: "Retain" } as const;
}
