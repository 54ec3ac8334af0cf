import { componentBoxes } from "./components";
import { type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";
import { edgeKinds, edgeTitle, indexOfParts, nameOfPart, type Picture } from "./picture/picture";
import type { Connection } from "./script/types";

/** Resources that a connection names as its reason. Its details show the rest. */
const shownReasons = 3;

/** The architecture as a picture, and as text: components and connections. */
export function architecture(model: PageModel, picture: Picture, svg: Html): Html {
  return html`
<section id="architecture" aria-labelledby="architecture-title">
  <div class="section-head">
    <h2 id="architecture-title">Architecture</h2>
    <p class="controls">
      <label class="pick">Show <select id="picture-filter"><option value="">everything</option>${options(picture)}</select></label>
      <button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="fit">Fit</button><button type="button" data-zoom="in" aria-label="Zoom in">+</button>
    </p>
  </div>
  <p class="note">Select a part or a line to see its details. A line begins at the part that opens the connection.</p>
  <div id="picture-frame" tabindex="0" role="region" aria-label="Picture of the architecture">${svg}</div>
  <fieldset class="legend" id="picture-kinds"><legend class="hidden">Lines</legend>${edgeKinds
    .filter((kind) => picture.edges.some((edge) => edge.kind === kind))
    .map(
      (kind) =>
        html`<label class="${kind}"><input type="checkbox" value="${kind}" checked><svg class="sample" viewBox="0 0 28 8" aria-hidden="true"><path class="line ${kind}" d="M0 4H28"/></svg>${kind}</label>`,
    )}${changeLegend(model)}</fieldset>
  ${connections(model, picture)}
  ${componentBoxes(model)}
</section>`;
}

/** What the colours of changed parts mean, in a comparison. */
function changeLegend({ comparison }: PageModel): Html | undefined {
  if (comparison === undefined) return undefined;
  const meanings = {
    create: "created",
    update: "updated",
    delete: "replaced, or something in it deleted",
    "delete removed": "deleted",
  };
  return html`${Object.entries(meanings).map(
    ([classes, meaning]) =>
      html`<span><svg class="sample" viewBox="0 0 28 12" aria-hidden="true"><g class="part ${classes}"><rect x="2" y="2" width="24" height="8" rx="2"/></g></svg>${meaning}</span>`,
  )}`;
}

/** Teams and services, each with the indexes of its parts. */
function options(picture: Picture): Html[] {
  const index = indexOfParts(picture);
  const teams = picture.groups.filter(({ sort }) => sort === "team");
  const frames = new Map(picture.groups.map((group) => [group.id, group]));
  const services = picture.nodes.filter(({ group }) => {
    const sort = frames.get(group)?.sort;
    return sort === "services" || sort === "cluster";
  });
  const option = (label: string, ids: readonly string[]) =>
    html`<option value="${ids.map((id) => index.get(id)).join(" ")}">${label}</option>`;
  return [
    html`<optgroup label="Teams">${teams.map(({ id, label }) =>
      option(label, [id, ...picture.nodes.filter(({ group }) => group === id).map((node) => node.id)]),
    )}</optgroup>`,
    html`<optgroup label="Services">${[...services]
      .sort((one, other) => (one.label < other.label ? -1 : 1))
      .map(({ id, label }) => option(label, [id]))}</optgroup>`,
  ];
}

function connections(model: PageModel, picture: Picture): Html {
  return html`
<details class="fold" id="connections">
  <summary>Connections: ${picture.edges.length}</summary>
  <div class="scroll" tabindex="0" role="region" aria-label="Connections">
  <table>
    <thead><tr><th scope="col">From → to</th><th scope="col">Kind</th><th scope="col">For</th><th scope="col">Derived from</th></tr></thead>
    <tbody>${picture.edges.map(
      (edge, index) =>
        html`<tr><th scope="row"><a href="#e${index}">${edgeTitle(picture, edge)}</a></th><td>${edge.kind}</td><td>${edge.texts.join("; ")}</td><td>${edge.evidence
          .slice(0, shownReasons)
          .map((urn, place) => [place > 0 ? ", " : "", resourceLink(model, urn, model.byUrn.get(urn)?.name ?? urn)])}${
          edge.evidence.length > shownReasons ? ` and ${edge.evidence.length - shownReasons} more` : ""
        }</td></tr>`,
    )}</tbody>
  </table>
  </div>
</details>`;
}

/** Connections for the page's scripts, which show their details. */
export function connectionData(model: PageModel, picture: Picture): Connection[] {
  return picture.edges.map((edge) => ({
    title: edgeTitle(picture, edge),
    kind: edge.kind,
    texts: edge.texts,
    members: edge.members.filter((id) => id !== edge.from && id !== edge.to).map((id) => nameOfPart(picture, id)),
    evidence: edge.evidence.flatMap((urn) => model.places.get(urn) ?? []),
  }));
}
