import { isRendered } from "../core/graph/graph";
import { plural } from "../core/text/plural";
import type { Unseen } from "../policies/opaqueVerdicts";
import type { RenderedCharts } from "./charts/render";

/** `412 objects of 18 charts rendered`. */
export function chartCounts(
  resources: readonly { readonly urn: string; readonly renderedFrom?: string | undefined }[],
): string {
  const rendered = resources.filter(isRendered);
  const charts = new Set(rendered.map(({ renderedFrom }) => renderedFrom)).size;
  return `${plural(rendered.length, "object")} of ${plural(charts, "chart")} rendered`;
}

/** A warning for each chart that was to be looked into and was not. */
export function unseenWarnings({ unseen }: Pick<RenderedCharts, "unseen">): string {
  return [...unseen.values()].map((one) => `warning: --charts: ${unseenText(one)}\n`).join("");
}

function unseenText({ chart, version, why, reason }: Unseen): string {
  const name = [chart, version].filter(Boolean).join(" ");
  return {
    missing: `no objects of ${name} are judged: ${reason}`,
    refused: `${name} cannot be rendered, and no objects of it are judged: ${reason}`,
    empty: `${name} is rendered, and ${reason}`,
  }[why];
}
