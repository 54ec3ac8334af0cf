import { groupBy, isComponent, isGuarded } from "../../../core/graph/graph";
import { shortName, shortType } from "../../../core/graph/shortNames";
import { plural } from "../../../core/text/plural";
import { sumOf } from "../../cost/estimate";
import type { PlannedResource } from "../../document";
import { dollars } from "../money";
import { type Area, areasInOrder } from "./areas";
import { factOf } from "./facts";
import { type Content, type Html, html } from "./html";
import { kindOf, kinds } from "./kinds";
import { listLink, nameInside, type PageModel, resourceLink } from "./pageModel";
import { zoneTable } from "./zones";

/** Resources of one type that a box shows. A link to the list follows. */
const shownOfType = 24;

/** With more areas than these, boxes are folded at first. */
const openAreas = 32;

/** The picture as text: nested boxes, one area for each of the platform's components. */
export function componentBoxes(model: PageModel): Html {
  const areas = areasInOrder(model);
  const kindsOfAreas = [...groupBy(areas, ({ area }) => area.type)];
  const shown = new Set(kindsOfAreas.flatMap(([, own]) => own.slice(0, shownOfType)));
  return html`
<details class="fold" id="components">
  <summary>Components: ${model.components.length}</summary>
  <p class="note">A box shows what a component creates. Select a name to see its details.</p>
  <p class="controls"><button type="button" data-boxes="open">Open all</button><button type="button" data-boxes="close">Close all</button></p>
  <div class="areas">${areas
    .filter((one) => shown.has(one))
    .map(({ area, uses }) => areaBox(model, area, uses, areas.length <= openAreas))}${kindsOfAreas.map(([type, own]) =>
    moreAreas(model, type, own.slice(shownOfType)),
  )}</div>
  <ul class="legend" aria-label="Colours">${kinds.map((kind) => html`<li><span class="dot ${kind}"></span>${kind}</li>`)}</ul>
</details>`;
}

function areaBox(model: PageModel, area: PlannedResource, uses: readonly PlannedResource[], open: boolean): Html {
  const inner = componentsIn(model, area);
  const needs = uses.map(({ name }) => shortName(name, model.platform?.name ?? "")).join(", ");
  return box(model, area, `area${inner.length > 2 || below(model, area).length > 12 ? " wide" : ""}`, open, [
    needs ? html`<p class="uses">Depends on ${needs}</p>` : undefined,
    zoneTable(model, below(model, area)),
    contents(model, area),
  ]);
}

/** Names of the areas of one class that have no box of their own. */
function moreAreas(model: PageModel, type: string, areas: readonly Area[]): Content {
  if (areas.length === 0) return undefined;
  return html`
<details class="box area wide">
  <summary><span class="box-name">and ${areas.length} more</span> <span class="box-kind">${type.split(":").at(-1)}</span></summary>
  <div class="box-content"><ul class="types"><li>${areas.map(
    ({ area }) =>
      html`<span class="member">${resourceLink(model, area.urn, shortName(area.name, model.platform?.name ?? ""))}</span>`,
  )}</li></ul></div>
</details>`;
}

function contents(model: PageModel, component: PlannedResource): Content {
  const inner = componentsIn(model, component);
  return [
    inner.length > 0
      ? html`<div class="boxes">${inner.map((one) => box(model, one, "", false, contents(model, one)))}</div>`
      : undefined,
    types(model, component),
  ];
}

function box(model: PageModel, component: PlannedResource, classes: string, open: boolean, content: Content): Html {
  const all = below(model, component);
  const holder = model.holders.get(component.urn);
  const said = aboutComponent(model, component);
  const { expected } = sumOf(all.flatMap(({ urn }) => model.itemsByUrn.get(urn) ?? []));
  const guarded = all.filter(isGuarded).length;
  const changed = all.filter(({ urn }) => model.changesByUrn.has(urn)).length;
  return html`
<details class="box ${classes}"${open ? html` open` : undefined}>
  <summary>
    <span class="box-name">${shortName(component.name, holder?.name ?? "")}</span>
    <span class="box-kind">${component.type.split(":").at(-1)}</span>
    ${said === undefined ? undefined : html`<span class="box-fact">${said}</span>`}
    <span class="box-meta">${[plural(all.length, "resource"), expected > 0 ? `${dollars(expected)} a month` : "", guarded > 0 ? `${guarded} protected` : "", changed > 0 ? `${changed} changed` : ""].filter(Boolean).join(" · ")}</span>
    <span class="kinds">${[...new Set(all.map(({ type }) => kindOf(type)))].sort().map((kind) => html`<span class="dot ${kind}"></span>`)}</span>
  </summary>
  <div class="box-content">${content}<p class="box-foot">${resourceLink(model, component.urn, "About this component")}</p></div>
</details>`;
}

/** The most important input of a component: of the resource with its name, or of the one with a cost. */
function aboutComponent(model: PageModel, component: PlannedResource): string | undefined {
  const own = (model.children.get(component.urn) ?? []).filter((child) => child.custom && factOf(child));
  const costs = new Set(model.document.cost.items.map(({ urn }) => urn));
  const main = own.find(({ name }) => name === component.name) ?? own.find(({ urn }) => costs.has(urn));
  return main && factOf(main);
}

/** A component's own resources, by type. */
function types(model: PageModel, component: PlannedResource): Content {
  const own = (model.children.get(component.urn) ?? []).filter(({ custom }) => custom);
  if (own.length === 0) return undefined;
  const names = [...new Set(own.map(({ type }) => type))];
  return html`<ul class="types">${names.map((type) => {
    const members = own.filter((one) => one.type === type);
    const left = members.length - shownOfType;
    return html`<li><span class="type"><span class="dot ${kindOf(type)}"></span>${shortType(type)}</span> ${members
      .slice(0, shownOfType)
      .map(
        (member) =>
          html`<span class="member">${resourceLink(model, member.urn, nameInside(model, member))}${fact(member)}</span>`,
      )}${
      left > 0 ? listLink({ component: model.paths.get(component.urn) ?? "", type }, `and ${left} more`) : undefined
    }</li>`;
  })}</ul>`;
}

function fact(resource: PlannedResource): Content {
  const said = [
    factOf(resource),
    resource.options.protect ? "protected" : "",
    resource.options.retainOnDelete ? "kept" : "",
  ];
  const notes = said.filter(Boolean).join(", ");
  return notes ? html` <span class="fact">${notes}</span>` : undefined;
}

function componentsIn(model: PageModel, component: PlannedResource): PlannedResource[] {
  return (model.children.get(component.urn) ?? []).filter(isComponent);
}

/** All resources of a component and of its child components. */
function below(model: PageModel, component: PlannedResource): PlannedResource[] {
  return (model.children.get(component.urn) ?? []).flatMap((child) =>
    child.custom ? [child, ...below(model, child)] : below(model, child),
  );
}
