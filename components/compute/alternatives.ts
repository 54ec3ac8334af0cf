import { findInstanceType, type InstanceType, instanceTypes } from "./instanceCatalogue";

/**
 * Returns the type of the catalogue that is most similar to an instance type, among those that are accepted: with the
 * same architecture, then with the most similar accelerators and sizes. A type without accelerators gets one without.
 */
export function mostSimilar(name: string, accepts: (candidate: string) => boolean): InstanceType | undefined {
  const wanted = findInstanceType(name);
  if (!wanted) return undefined;
  return instanceTypes
    .filter(
      (one) =>
        one.architecture === wanted.architecture &&
        one.accelerator?.resource === wanted.accelerator?.resource &&
        accepts(one.type),
    )
    .map((one) => ({ one, distance: distance(wanted, one) }))
    .sort((left, right) => left.distance - right.distance)[0]?.one;
}

/** Weight of another accelerator: more than any difference in size. */
const otherAccelerator = 100;

/** Weight of burstable performance (T types), which only one of both types has. */
const otherPerformance = 10;

/** Compares accelerators, then sizes on a logarithmic scale. Less counts twice: pods may not fit. */
function distance(wanted: InstanceType, other: InstanceType): number {
  const scale = (read: (type: InstanceType) => number) => {
    const change = Math.log2(read(other) / read(wanted));
    return change < 0 ? -2 * change : change;
  };
  const accelerators =
    wanted.accelerator?.name === other.accelerator?.name
      ? 0
      : otherAccelerator + 4 * scale((type) => type.accelerator?.memoryMebibytesEach ?? 1);
  return (
    accelerators +
    (isBurstable(wanted) === isBurstable(other) ? 0 : otherPerformance) +
    4 * scale((type) => type.accelerator?.count ?? 1) +
    scale((type) => type.vcpus) +
    scale((type) => type.memoryMebibytes)
  );
}

function isBurstable({ type }: InstanceType): boolean {
  return /^t\d/.test(type);
}
