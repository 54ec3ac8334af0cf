import type { Waiver } from "../components/settings/sections/guardrails";
import { isJsonObject } from "../core/json/json";
import { kubernetesObject, type ObjectSource } from "./kubernetes/objects";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";
import { matchesWildcard } from "./wildcards";

/** A day as waivers write theirs: YYYY-MM-DD, of Greenwich. @param now @default - now */
export function dayOf(now = new Date()): string {
  return now.toISOString().slice(0, "YYYY-MM-DD".length);
}

/** Whether a waiver still holds on a day, as YYYY-MM-DD. Its last day is one on which it does. */
export function holds({ expires }: Waiver, today: string): boolean {
  return today <= expires;
}

/** Verdicts, of which those that somebody waived say so, and why. What has expired stays broken and says that too. */
export function waive<Own extends Verdict>(
  verdicts: readonly Own[],
  graph: Graph,
  waivers: readonly Waiver[],
  today: string,
): Own[] {
  return verdicts.map((verdict) => {
    const { status, message, urn } = verdict;
    const subject = graph.get(urn);
    if ((status !== "fail" && status !== "error") || !subject) return verdict;
    const meant = waivers.filter(({ rule, resource }) => rule === verdict.rule && isMeant(resource, subject));
    const holding = meant.find((waiver) => holds(waiver, today));
    if (holding) {
      const { reason, expires } = holding;
      return { ...verdict, status: "waived", message: `${message}; waived until ${expires}: ${reason}` };
    }
    const [expired] = meant;
    return expired ? { ...verdict, message: `${message}; its waiver expired on ${expired.expires}` } : verdict;
  });
}

/** Waivers that nothing needs: of what they mean no rule of theirs is broken, nor left to another gate. */
export function idleWaivers(
  waivers: readonly Waiver[],
  resources: { get(urn: string): ObjectSource | undefined },
  verdicts: readonly Verdict[],
): Waiver[] {
  return waivers.filter(
    ({ rule, resource }) =>
      !verdicts.some((verdict) => {
        const subject = verdict.rule === rule && verdict.status !== "pass" ? resources.get(verdict.urn) : undefined;
        return subject !== undefined && isMeant(resource, subject);
      }),
  );
}

/** Whether a waiver's `resource` means this one: by its name in the plan, or as Kind/namespace/name. */
function isMeant(pattern: string, subject: ObjectSource): boolean {
  if (!pattern.includes("/")) return matchesWildcard(pattern, subject.name);
  const found = kubernetesObject(subject);
  if (!found || !isJsonObject(found.object.metadata)) return false;
  const { name = "" } = found.object.metadata;
  return matchesWildcard(pattern, `${found.kind}/${found.namespace ?? ""}/${name}`);
}
