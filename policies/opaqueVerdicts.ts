import { isOpaque, releaseType } from "../core/graph/graph";
import { createdPods } from "./kubernetes/createdPods";
import { kubernetesObject } from "./kubernetes/objects";
import { ReferencedObjects } from "./kubernetes/referencedObjects";
import type { Graph } from "./subject";
import type { Verdict } from "./verdict";

/** Name of the verdict on a chart or Application whose objects the plan does not contain. It is not a rule. */
export const opaqueContent = "opaque-content";

/** Name of the verdict on an object whose pods the plan does not contain completely. It is not a rule. */
export const hiddenPods = "hidden-pods";

/** Names of the verdicts that do not belong to a rule. */
export const opaqueVerdictNames: readonly string[] = [opaqueContent, hiddenPods];

/** Why the plan does not contain the objects of a chart. */
export interface UnrenderedChart {
  readonly chart: string;
  readonly version: string | undefined;
  readonly why: "missing" | "refused" | "empty";
  readonly reason: string;
}

/**
 * Returns a deferred verdict for each chart and Application whose objects the plan does not contain, and for each
 * object whose pods it does not contain.
 */
export function opaqueVerdicts(graph: Graph, unrendered: ReadonlyMap<string, UnrenderedChart> = new Map()): Verdict[] {
  return [
    ...graph
      .opaque()
      .map(({ urn, type }) => deferredToAdmission(opaqueContent, urn, messageAndFix(type, unrendered.get(urn)))),
    ...hiddenPodsVerdicts(graph),
  ];
}

function hiddenPodsVerdicts(graph: Graph): Verdict[] {
  const references = new ReferencedObjects(graph.referable);
  return graph.subjects
    .filter((one) => !isOpaque(one))
    .flatMap((one) => kubernetesObject(one) ?? [])
    .filter((one) => createdPods(one, references).hidden)
    .map(({ subject, kind }) => {
      const message = `the plan does not contain the complete pods of the ${kind}; the cluster judges each pod when it is created`;
      return deferredToAdmission(hiddenPods, subject.urn, { message, fix: "" });
    });
}

function deferredToAdmission(rule: string, urn: string, said: Pick<Verdict, "message" | "fix">): Verdict {
  return { rule, severity: "medium", enforcement: "advisory", gate: "admission", status: "deferred", urn, ...said };
}

function messageAndFix(type: string, unrendered: UnrenderedChart | undefined): Pick<Verdict, "message" | "fix"> {
  if (type !== releaseType) {
    return {
      message:
        "the plan does not contain the Application's objects; the cluster judges each object when Argo CD creates it",
      fix: "",
    };
  }
  const message = "the plan does not contain the chart's objects; the cluster judges each object when Helm creates it";
  if (!unrendered) return { message, fix: "include them in the plan with npm run plan -- --charts DIR" };
  return { message: `${message}; ${unrendered.reason}`, fix: fixes[unrendered.why] };
}

const fixes: Readonly<Record<UnrenderedChart["why"], string>> = {
  missing: "add the chart, in the version of the plan, to the folder of --charts",
  refused: "fix the values that Helm rejects, unless the cause is a value that only the cloud knows",
  empty: "",
};
