/**
 * A kind of node: what one uses of a limit, in whole units, and what one is worth, such as its price or the pods that
 * it runs.
 */
export interface Kind {
  readonly weight: number;
  readonly value: number;
}

/**
 * Returns the most valuable combination of nodes within a limit, as the number of nodes of each kind. Nodes are whole:
 * a limit of seven GPUs allows one node with four GPUs. The combination for a higher limit is never worth less.
 *
 * Solves the unbounded knapsack problem exactly, by dynamic programming.
 */
export function mostValuableMix(kinds: readonly Kind[], limit: number): number[] {
  const counts = kinds.map(() => 0);
  const unit = kinds.reduce((divisor, { weight }) => greatestCommonDivisor(divisor, weight), 0);
  const scaled = kinds.map(({ weight, value }, index) => ({ weight: weight / unit, value, index }));
  const [first, ...others] = scaled;
  if (!first) return counts;
  const best = others.reduce((most, kind) => (valuePerUnit(kind) > valuePerUnit(most) ? kind : most), first);

  // Among any `best.weight` other nodes, the weights of some add up to a multiple of `best.weight`. Nodes of the best
  // type fill that multiple at no lower value. So other types need at most this many units of the limit.
  const undecided = best.weight * Math.max(...scaled.map(({ weight }) => weight));
  const size = Math.floor(limit / unit);
  const certain = Math.max(0, Math.floor((size - undecided) / best.weight));
  counts[best.index] = certain;
  for (const index of fill(scaled, size - certain * best.weight)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

type ScaledKind = Kind & { readonly index: number };

interface Filling {
  readonly value: number;
  readonly last: ScaledKind | undefined;
}

function fill(kinds: readonly ScaledKind[], size: number): number[] {
  /** For every size up to this one: the highest value, and the last node that reaches it. */
  const best: Filling[] = [];
  for (let filled = 0; filled <= size; filled++) {
    let entry: Filling = { value: best[filled - 1]?.value ?? 0, last: undefined };
    for (const kind of kinds) {
      const value = (best[filled - kind.weight]?.value ?? Number.NEGATIVE_INFINITY) + kind.value;
      if (value > entry.value) entry = { value, last: kind };
    }
    best.push(entry);
  }
  const chosen: number[] = [];
  for (let left = size; left > 0; ) {
    const last = best[left]?.last;
    if (last) chosen.push(last.index);
    left -= last?.weight ?? 1;
  }
  return chosen;
}

function valuePerUnit({ value, weight }: Kind): number {
  return value / weight;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
