import { plural } from "../../../../core/text/plural";
import type { ComparedChange } from "../../../diff/change";
import type { PageModel } from "../pageModel";
import type { Picture } from "./picture";

/** Changes of the resources that a part represents. */
export interface PartChanges {
  readonly count: number;
  /** Decides the colour. A replacement counts as `delete`. */
  readonly worst: "create" | "update" | "delete";
  /** `2 changes`. */
  readonly text: string;
}

const order = ["create", "update", "delete"] as const;

/** Changes by the part's id. Resources that no part represents, such as KMS keys, are only in the list of changes. */
export function changesOfParts(model: PageModel, picture: Picture): ReadonlyMap<string, PartChanges> {
  const { comparison, byUrn } = model;
  if (comparison === undefined) return new Map();
  const owners = new Map<string, string>();
  for (const { id, urn } of picture.groups) {
    if (urn !== undefined) owners.set(urn, id);
  }
  for (const { id, urns } of picture.nodes) {
    for (const urn of urns) owners.set(urn, id);
  }
  const before = new Map(comparison.before.resources.map((resource) => [resource.urn, resource]));
  const ownerOf = (urn: string): string | undefined => {
    const parent = byUrn.get(urn)?.parent ?? before.get(urn)?.parent;
    return owners.get(urn) ?? (parent ? ownerOf(parent) : undefined);
  };
  const changes = new Map<string, ComparedChange[]>();
  for (const change of comparison.changes) {
    const owner = ownerOf(change.urn);
    if (owner !== undefined) changes.set(owner, [...(changes.get(owner) ?? []), change]);
  }
  return new Map(
    [...changes].map(([id, own]) => {
      const worst = Math.max(...own.map(({ kind, replaces }) => order.indexOf(replaces === "yes" ? "delete" : kind)));
      return [id, { count: own.length, worst: order[worst] ?? "update", text: plural(own.length, "change") }];
    }),
  );
}
