import { shortName } from "../../../core/graph/shortNames";
import type { PlannedResource } from "../../document";
import { type ReportModel, reportModel } from "../model";
import { type Html, html } from "./html";

/** The model that all sections of the page share. */
export interface PageModel extends ReportModel {
  /** Index of each resource in the page's data, by URN. Links have the form `#r12`. */
  readonly places: ReadonlyMap<string, number>;
}

export function pageModel(...plan: Parameters<typeof reportModel>): PageModel {
  const model = reportModel(...plan);
  return { ...model, places: new Map(model.document.resources.map(({ urn }, place) => [urn, place])) };
}

/** A link that opens a resource's details. Plain text for a resource that is not in the plan. */
export function resourceLink({ places }: PageModel, urn: string, text: string): Html {
  const place = places.get(urn);
  return place === undefined ? html`<span>${text}</span>` : html`<a href="#r${place}">${text}</a>`;
}

/** A link to the list of resources with a filter. */
export function listLink(filter: Readonly<Record<string, string>>, text: string): Html {
  return html`<a href="#list?${new URLSearchParams(filter).toString()}">${text}</a>`;
}

/** A resource's name inside its component: the component's own name for its main resource. */
export function nameInside({ holders, paths }: PageModel, resource: PlannedResource): string {
  const name = shortName(resource.name, resource.component);
  if (name !== resource.component) return name;
  const path = paths.get(holders.get(resource.urn)?.urn ?? "") ?? name;
  return path.split(" / ").at(-1) ?? name;
}
