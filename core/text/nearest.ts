import { closest, distance } from "fastest-levenshtein";

/**
 * Returns the known word that was probably intended, ignoring case: at most about a third of its letters differ, two
 * letters are swapped, or it is the singular or plural of the same noun (`canaries` for `canary`).
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]));
  const candidates = [...lower.keys()];
  const given = word.toLowerCase();
  const best = closest(given, candidates);
  if (distance(given, best) <= Math.round(best.length / 3)) return lower.get(best);
  const sameLetters = candidates.find(
    (one) => lettersOf(one) === lettersOf(given) || singular(one) === singular(given),
  );
  return sameLetters === undefined ? undefined : lower.get(sameLetters);
}

function lettersOf(word: string): string {
  return [...word].sort().join("");
}

function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}
