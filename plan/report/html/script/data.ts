import { element, required } from "./elements";
import type { Connection, Flag, PageData, ResourceData, Use } from "./types";

/** A resource, with the references to it. */
export interface Resource extends ResourceData {
  /** Its index. */
  readonly place: number;
  readonly usedBy: Use[];
  readonly explicitDependents: number[];
  readonly holds: number[];
}

/** Empty until the data is decompressed. */
export const resources: Resource[] = [];
export const connections: Connection[] = [];

/** Decompresses the page's data. */
export async function load(): Promise<void> {
  const packed = atob(required("data", HTMLScriptElement).text);
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const plan: PageData = await new Response(unpacked).json();
  for (const resource of plan.resources) {
    resources.push({ ...resource, place: resources.length, usedBy: [], explicitDependents: [], holds: [] });
  }
  connections.push(...plan.connections);
  for (const { place, uses, explicitDependencies, holder } of resources) {
    for (const [need, inputs] of uses) at(need).usedBy.push([place, inputs]);
    for (const need of explicitDependencies) at(need).explicitDependents.push(place);
    if (holder !== undefined) at(holder).holds.push(place);
  }
}

/** Returns the resource with an index from the page's data. */
export function at(place: number): Resource {
  const resource = resources[place];
  if (resource === undefined) throw new Error(`the page has no resource ${place}`);
  return resource;
}

export function link(place: number, text = at(place).path): HTMLAnchorElement {
  return element("a", { href: `#r${place}` }, text);
}

/** Formats like `dollars` of plan/report/money.ts. */
export function dollars(amount: number): string {
  const size = Math.abs(amount);
  if (size < 0.005) return "$0";
  return `$${size < 99.995 ? size.toFixed(2) : Math.round(size).toLocaleString("en-US")}`;
}

export const flagTexts: Readonly<Record<Flag, string>> = {
  protected: "protected",
  kept: "kept after deletion",
  opaque: "content hidden",
  unpriced: "not priced",
  changed: "changed",
};
