import { shortType } from "../../../core/graph/shortNames";
import { compareText } from "../../../core/json/json";
import { type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

const flags = [
  ["", "All"],
  ["protected", "Protected or kept"],
  ["unpriced", "Not in the cost"],
  ["opaque", "Hidden content"],
] as const;

/** The list of resources with its search. A script fills it page by page. */
export function resourceSection(model: PageModel): Html {
  const components = model.components.map(({ urn, name }) => model.paths.get(urn) ?? name).sort(compareText);
  const types = [...new Set(model.custom.map(({ type }) => type))].sort((one, other) =>
    compareText(shortType(one), shortType(other)),
  );
  const offered = [...flags, ...(model.comparison ? [["changed", "Changed"] as const] : [])];
  return html`
<section id="resources" aria-labelledby="resources-title">
  <h2 id="resources-title">Resources</h2>
  <form id="filters" role="search" aria-label="Resources">
    <label class="wide">Search<input type="search" id="search" name="text" autocomplete="off" spellcheck="false" placeholder="name, type, input, file"></label>
    <label>Component<select name="component"><option value="">All</option>${components.map((path) => html`<option>${path}</option>`)}</select></label>
    <label>Type<select name="type"><option value="">All</option>${types.map((type) => html`<option value="${type}">${shortType(type)}</option>`)}</select></label>
    <label>Only<select name="only">${offered.map(([value, title]) => html`<option value="${value}">${title}</option>`)}</select></label>
    <button type="reset">Clear</button>
  </form>
  <p id="found" class="note" role="status"></p>
  <table class="list">
    <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Component</th><th scope="col">Notes</th><th scope="col" class="number">Expected a month</th></tr></thead>
    <tbody id="rows"></tbody>
  </table>
  <p><button type="button" id="more" hidden>Show more</button></p>
  <noscript><ul class="plain">${model.custom.slice(0, 500).map(({ urn, name }) => html`<li>${resourceLink(model, urn, name)}</li>`)}</ul></noscript>
</section>`;
}
