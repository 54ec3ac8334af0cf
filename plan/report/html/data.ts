import { shortType } from "../../../core/graph/shortNames";
import { unknownsIn } from "../../../core/graph/tokens";
import type { PlannedResource } from "../../document";
import { differenceTexts, outcome, resourcePath } from "../display";
import { grantsByRole } from "./access";
import { directNeeds } from "./directNeeds";
import { factOf } from "./facts";
import { kindOf } from "./kinds";
import { nameInside, type PageModel } from "./pageModel";
import type { Connection, Flag, PageData, ResourceData, Use, Values } from "./script/types";

/**
 * The data of the page's scripts. A resource's index replaces its URN everywhere, also in tokens: URNs are
 * long and would be most of the page's size.
 */
export function pageData(model: PageModel, connections: readonly Connection[]): PageData {
  const { document, byUrn, places } = model;
  const needs = directNeeds(document.resources, places);
  const grants = grantsByRole(model);
  const sets = { opaque: new Set(document.opaque), unpriced: new Set(document.cost.unpriced) };
  const placesOf = (urns: readonly string[]) => urns.flatMap((urn) => places.get(urn) ?? []);
  const resources = document.resources.map((resource, place): ResourceData => {
    const inputsOf = inputsByNeed(resource, model);
    const change = model.changesByUrn.get(resource.urn);
    const holder = model.holders.get(resource.urn);
    return {
      name: nameInside(model, resource),
      path: resource.custom ? resourcePath(model, resource) : (model.paths.get(resource.urn) ?? resource.name),
      fullName: resource.name,
      urn: resource.urn,
      type: resource.type,
      shortType: shortType(resource.type),
      topic: kindOf(resource.type),
      custom: resource.custom,
      component: model.paths.get(resource.component) ?? resource.component,
      holder: holder && places.get(holder.urn),
      source: resource.source,
      fact: factOf(resource),
      inputs: withPlaces(resource.inputs, places),
      outputs: resource.outputs && withPlaces(resource.outputs, places),
      options: optionsWithValues(resource),
      uses: [...inputsOf].flatMap(([urn, inputs]): Use[] => {
        const need = places.get(urn);
        return need === undefined ? [] : [[need, inputs]];
      }),
      explicitDependencies: (needs[place] ?? []).filter(
        (need) => ![...inputsOf.keys()].some((urn) => places.get(urn) === need),
      ),
      cost: (model.itemsByUrn.get(resource.urn) ?? []).map(({ item, monthly, basis }) => ({ item, ...monthly, basis })),
      verdicts: model.verdictsByUrn.get(resource.urn) ?? [],
      change: change && { outcome: outcome(change), differences: differenceTexts(change, 400) },
      grants: placesOf((grants.get(resource.urn) ?? []).map(({ urn }) => urn)),
      flags: [
        ...flagIf(resource.options.protect, "protected"),
        ...flagIf(resource.options.retainOnDelete, "kept"),
        ...flagIf(sets.opaque.has(resource.urn), "opaque"),
        ...flagIf(sets.unpriced.has(resource.urn), "unpriced"),
        ...flagIf(change !== undefined, "changed"),
      ],
      parent: byUrn.get(resource.parent ?? "")?.custom ? places.get(resource.parent ?? "") : undefined,
    };
  });
  return { resources, connections };
}

function flagIf(holds: boolean, flag: Flag): Flag[] {
  return holds ? [flag] : [];
}

/** The inputs that come from each resource. */
function inputsByNeed({ propertyDependencies }: PlannedResource, { places }: PageModel): ReadonlyMap<string, string[]> {
  const inputs = new Map<string, string[]>();
  for (const [input, urns] of Object.entries(propertyDependencies)) {
    for (const urn of urns.filter((one) => places.has(one))) inputs.set(urn, [...(inputs.get(urn) ?? []), input]);
  }
  return inputs;
}

/** Options that differ from their defaults. */
function optionsWithValues({ options }: PlannedResource): object {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) =>
      typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value),
    ),
  );
}

function withPlaces(value: object, places: ReadonlyMap<string, number>): Values {
  const text = JSON.stringify(value);
  const urns = new Set(unknownsIn(text).map(({ urn }) => urn));
  return JSON.parse(
    [...urns].reduce((rest, urn) => rest.replaceAll(`[unknown:${urn}#`, `[unknown:${places.get(urn) ?? urn}#`), text),
  );
}
