import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant: about a third of its letters differ at most, whatever their case. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]));
  const best = closest(word.toLowerCase(), [...lower.keys()]);
  return distance(word.toLowerCase(), best) <= Math.round(best.length / 3) ? lower.get(best) : undefined;
}
