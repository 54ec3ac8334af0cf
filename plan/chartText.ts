import { isRendered } from "../core/graph/graph";
import { plural } from "../core/text/plural";
import type { UnrenderedChart } from "../policies/opaqueVerdicts";
import type { RenderedCharts } from "./charts/render";

/** `412 objects of 18 charts rendered`. */
export function chartCounts(
  resources: readonly { readonly urn: string; readonly renderedFrom?: string | undefined }[],
): string {
  const rendered = resources.filter(isRendered);
  const charts = new Set(rendered.map(({ renderedFrom }) => renderedFrom)).size;
  return `${plural(rendered.length, "object")} of ${plural(charts, "chart")} rendered`;
}

/** One warning for each chart whose objects `--charts` could not add to the plan. */
export function unrenderedWarnings({ unrendered }: Pick<RenderedCharts, "unrendered">): string {
  return [...unrendered.values()].map((one) => `warning: --charts: ${unrenderedText(one)}\n`).join("");
}

function unrenderedText({ chart, version, why, reason }: UnrenderedChart): string {
  const name = [chart, version].filter(Boolean).join(" ");
  return {
    missing: `${name} is not rendered, and its objects are not judged: ${reason}`,
    refused: `${name} cannot be rendered, and its objects are not judged: ${reason}`,
    empty: `${name} is rendered, but ${reason}`,
  }[why];
}
