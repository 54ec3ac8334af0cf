import { compareText } from "../../../../core/json/json";
import type { PageModel } from "../pageModel";
import { grantEdges } from "./grants";
import { imageEdges } from "./images";
import { metricEdges } from "./metrics";
import type { Parts } from "./parts";
import type { PictureEdge } from "./picture";
import { policyEdges } from "./policies";
import type { Reason } from "./reason";
import { routeEdges } from "./routes";

/** Every connection that the plan permits or configures, once for each pair of parts and each kind. */
export function edgesOf(model: PageModel, parts: Parts): PictureEdge[] {
  return merged([
    ...policyEdges(model, parts),
    ...routeEdges(model, parts),
    ...metricEdges(model, parts),
    ...grantEdges(model, parts),
    ...imageEdges(model, parts),
  ]);
}

/** Merges reasons of one connection. The order depends only on the parts. */
function merged(reasons: readonly Reason[]): PictureEdge[] {
  const edges = new Map<string, { first: Reason; texts: Set<string>; evidence: Set<string> }>();
  for (const reason of reasons) {
    if (reason.from === reason.to) continue;
    const key = JSON.stringify([reason.from, reason.to, reason.kind]);
    const edge = edges.get(key) ?? { first: reason, texts: new Set(), evidence: new Set() };
    edges.set(key, edge);
    if (reason.text !== "") edge.texts.add(reason.text);
    for (const urn of reason.evidence) edge.evidence.add(urn);
  }
  return [...edges]
    .sort(([one], [other]) => compareText(one, other))
    .map(
      ([
        ,
        {
          first: { from, to, kind },
          texts,
          evidence,
        },
      ]) => ({
        from,
        to,
        kind,
        both: false,
        texts: [...texts],
        evidence: [...evidence],
        members: [from, to],
      }),
    );
}
