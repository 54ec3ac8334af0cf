import { releaseType } from "../core/graph/graph";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";

/** Name of the verdict on what hides its objects. No rule: nothing has been judged. */
export const opaqueContent = "opaque-content";

/** Why the objects of a chart are in no plan. */
export interface Unseen {
  readonly chart: string;
  readonly version: string | undefined;
  readonly why: "missing" | "refused" | "empty";
  readonly reason: string;
}

/** A verdict for each chart and Application whose objects no rule has seen: which gate will. */
export function opaqueVerdicts(graph: Graph, unseen: ReadonlyMap<string, Unseen> = new Map()): Verdict[] {
  return graph.opaque().map(({ urn, type }) => ({
    rule: opaqueContent,
    severity: "medium",
    enforcement: "advisory",
    gate: "admission",
    status: "deferred",
    urn,
    ...words(type, unseen.get(urn)),
  }));
}

function words(type: string, unseen: Unseen | undefined): Pick<Verdict, "message" | "fix"> {
  if (type !== releaseType) {
    return {
      message: "the Application's objects are in no plan: the cluster judges each as Argo CD makes it",
      fix: "",
    };
  }
  const message = "the chart's objects are in no plan: the cluster judges each as Helm makes it";
  if (!unseen) return { message, fix: "see them now: npm run plan -- --charts DIR" };
  return { message: `${message}; ${unseen.reason}`, fix: fixes[unseen.why] };
}

const fixes: Readonly<Record<Unseen["why"], string>> = {
  missing: "put the chart, of the plan's version, into the folder of --charts",
  refused: "mend what Helm refuses, where it is no value that only the cloud knows",
  empty: "",
};
