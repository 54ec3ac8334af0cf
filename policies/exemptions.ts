import { isJsonObject } from "../core/json/json";
import type { Exemption } from "../core/services/exemption";
import { kubernetesObject } from "./kubernetes/objects";
import type { Graph, Subject } from "./subject";
import type { Verdict } from "./verdict";

/** Returns the verdicts, with failures of chart objects that have a permanent exemption marked as waived. */
export function applyExemptions<Own extends Verdict>(
  verdicts: readonly Own[],
  graph: Graph,
  exemptions: readonly Exemption[],
): Own[] {
  return verdicts.map((verdict) => {
    const { status, rule, message, urn } = verdict;
    const subject = graph.get(urn);
    if (status !== "fail" || subject?.renderedFrom === undefined) return verdict;
    const found = exemptions.find((exemption) => exemption.rules.includes(rule) && isExempted(exemption, subject));
    return found
      ? { ...verdict, status: "waived", message: `${message}; permanently exempt: ${found.reason}` }
      : verdict;
  });
}

function isExempted({ namespace, name }: Exemption, subject: Subject): boolean {
  const found = kubernetesObject(subject);
  if (!found || !isJsonObject(found.object.metadata)) return false;
  return (found.namespace ?? "") === namespace && String(found.object.metadata.name).startsWith(name);
}
