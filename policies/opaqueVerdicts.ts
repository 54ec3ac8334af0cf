import { isOpaque, releaseType } from "../core/graph/graph";
import { podsIn } from "./kubernetes/createdPods";
import { kubernetesObject } from "./kubernetes/objects";
import { References } from "./kubernetes/referencedObjects";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";

/** Name of the verdict on what hides its objects. No rule: nothing has been judged. */
export const opaqueContent = "opaque-content";

/** Name of the verdict on what makes pods that no rule has seen. No rule either. */
export const hiddenPods = "hidden-pods";

/** Names of verdicts that are no rules'. */
export const unjudged: readonly string[] = [opaqueContent, hiddenPods];

/** Why the objects of a chart are in no plan. */
export interface Unseen {
  readonly chart: string;
  readonly version: string | undefined;
  readonly why: "missing" | "refused" | "empty";
  readonly reason: string;
}

/**
 * A verdict for each chart and Application whose objects no rule has seen, and then for each object whose pods none has:
 * which gate will.
 */
export function opaqueVerdicts(graph: Graph, unseen: ReadonlyMap<string, Unseen> = new Map()): Verdict[] {
  return [
    ...graph.opaque().map(({ urn, type }) => leftToCluster(opaqueContent, urn, words(type, unseen.get(urn)))),
    ...hiddenPodsVerdicts(graph),
  ];
}

function hiddenPodsVerdicts(graph: Graph): Verdict[] {
  const references = new References(graph.around);
  return graph.subjects
    .filter((one) => !isOpaque(one))
    .flatMap((one) => kubernetesObject(one) ?? [])
    .filter((one) => podsIn(one, references).hidden)
    .map(({ subject, kind }) => {
      const message = `not all that will be in the pods of the ${kind} is in the plan: the cluster judges each pod as it is made`;
      return leftToCluster(hiddenPods, subject.urn, { message, fix: "" });
    });
}

function leftToCluster(rule: string, urn: string, said: Pick<Verdict, "message" | "fix">): Verdict {
  return { rule, severity: "medium", enforcement: "advisory", gate: "admission", status: "deferred", urn, ...said };
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
