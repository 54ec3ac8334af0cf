import { shortName } from "../../../core/graph/shortNames";
import type { PlannedResource } from "../../document";
import { type ReportModel, reportModel } from "../model";
import { type Html, html } from "./html";

/** What the sections of the page share. */
export interface PageModel extends ReportModel {
  /** Places of resources in the page's data, by URN: links are `#r12`. */
  readonly places: ReadonlyMap<string, number>;
}

export function pageModel(...plan: Parameters<typeof reportModel>): PageModel {
  const model = reportModel(...plan);
  return { ...model, places: new Map(model.document.resources.map(({ urn }, place) => [urn, place])) };
}

/** A link that opens a resource's details; plain text for what this plan does not have. */
export function resourceLink({ places }: PageModel, urn: string, text: string): Html {
  const place = places.get(urn);
  return place === undefined ? html`<span>${text}</span>` : html`<a href="#r${place}">${text}</a>`;
}

/** A link that shows some of the resources' list. */
export function listLink(filter: Readonly<Record<string, string>>, text: string): Html {
  return html`<a href="#list?${new URLSearchParams(filter).toString()}">${text}</a>`;
}

/** What a resource is called inside its component: as the component itself where that is about it alone. */
export function nameInside({ holders, paths }: PageModel, resource: PlannedResource): string {
  const name = shortName(resource.name, resource.component);
  if (name !== resource.component) return name;
  const path = paths.get(holders.get(resource.urn)?.urn ?? "") ?? name;
  return path.split(" / ").at(-1) ?? name;
}
