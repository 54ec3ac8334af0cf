import type { Waiver } from "../components/settings/sections/guardrails";
import { isJsonObject } from "../core/json/json";
import { kubernetesObject, type ObjectSource } from "./kubernetes/objects";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";
import { matchesWildcard } from "./wildcards";

/** Returns the UTC day as YYYY-MM-DD, the format of waivers. @param now @default - now */
export function dayOf(now = new Date()): string {
  return now.toISOString().slice(0, "YYYY-MM-DD".length);
}

/** Whether a waiver is active on a day, as YYYY-MM-DD. It is still active on its last day. */
export function isActive({ expires }: Waiver, today: string): boolean {
  return today <= expires;
}

/**
 * Returns the verdicts, with waived failures marked and explained. A failure with an expired waiver mentions its
 * expiry.
 */
export function applyWaivers<Own extends Verdict>(
  verdicts: readonly Own[],
  graph: Graph,
  waivers: readonly Waiver[],
  today: string,
): Own[] {
  return verdicts.map((verdict) => {
    const { status, message, urn } = verdict;
    const subject = graph.get(urn);
    if ((status !== "fail" && status !== "error") || !subject) return verdict;
    const meant = waivers.filter(({ rule, resource }) => rule === verdict.rule && matchesSubject(resource, subject));
    const holding = meant.find((waiver) => isActive(waiver, today));
    if (holding) {
      const { reason, expires } = holding;
      return { ...verdict, status: "waived", message: `${message}; waived until ${expires}: ${reason}` };
    }
    const [expired] = meant;
    return expired ? { ...verdict, message: `${message}; its waiver expired on ${expired.expires}` } : verdict;
  });
}

/** Returns the waivers that match no verdict, or only passed verdicts. */
export function unusedWaivers(
  waivers: readonly Waiver[],
  resources: { get(urn: string): ObjectSource | undefined },
  verdicts: readonly Verdict[],
): Waiver[] {
  return waivers.filter(
    ({ rule, resource }) =>
      !verdicts.some((verdict) => {
        const subject = verdict.rule === rule && verdict.status !== "pass" ? resources.get(verdict.urn) : undefined;
        return subject !== undefined && matchesSubject(resource, subject);
      }),
  );
}

/** Whether a waiver's `resource` matches this one, by its logical name or as Kind/namespace/name. */
function matchesSubject(pattern: string, subject: ObjectSource): boolean {
  if (!pattern.includes("/")) return matchesWildcard(pattern, subject.name);
  const found = kubernetesObject(subject);
  if (!found || !isJsonObject(found.object.metadata)) return false;
  const { name = "" } = found.object.metadata;
  return matchesWildcard(pattern, `${found.kind}/${found.namespace ?? ""}/${name}`);
}
