import { releaseType } from "../plan/graph";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";

/** Name of the verdict on what hides its objects. No rule: nothing has been judged. */
export const opaqueContent = "opaque-content";

/** A verdict for each chart and Application whose objects no rule has seen: which gate will. */
export function opaqueVerdicts(graph: Graph): Verdict[] {
  return graph.opaque().map(({ urn, type }) => ({
    rule: opaqueContent,
    severity: "medium",
    enforcement: "advisory",
    gate: "admission",
    status: "deferred",
    urn,
    message:
      type === releaseType
        ? "the chart's objects are in no plan: the cluster judges each as Helm makes it"
        : "the Application's objects are in no plan: the cluster judges each as Argo CD makes it",
    fix: type === releaseType ? "see them now: npm run plan -- --charts DIR" : "",
  }));
}
