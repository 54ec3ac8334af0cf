import { shortType } from "../../../core/graph/shortNames";
import { plural } from "../../../core/text/plural";
import { budgetKept, budgetWarning } from "../../cost/costText";
import { pricesOrigin } from "../../cost/prices";
import { resourcePath } from "../display";
import type { ComponentCost } from "../model";
import { dollars } from "../money";
import { type Content, type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

/** Cost by component, the most expensive first, each with its items. */
export function costSection(model: PageModel): Content {
  const { document, costs } = model;
  const { monthly, asOf, unpriced } = document.cost;
  const most = Math.max(...costs.map((cost) => cost.monthly.maximum), 1);
  const warning = budgetWarning(document.cost, document.settings);
  const kept = budgetKept(document.cost, document.settings);
  const elsewhere =
    document.settings.region === pricesOrigin.region ? "" : ` Prices of ${document.settings.region} differ.`;
  return html`
<section id="cost" aria-labelledby="cost-title">
  <h2 id="cost-title">Cost a month</h2>
  ${warning ? html`<p class="callout bad">${warning}</p>` : undefined}${kept ? html`<p class="callout">${kept}</p>` : undefined}
  <p class="note">USD at list prices of ${pricesOrigin.region} on ${asOf}, before discounts and taxes.${elsewhere} Bars show the expected cost, and in a lighter colour the maximum.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="cost-title">
  <table class="cost">
    <thead><tr><th scope="col">Component</th><th scope="col" class="bar-head"><span class="hidden">Bar</span></th><th scope="col" class="number">Minimum</th><th scope="col" class="number">Expected</th><th scope="col" class="number">Maximum</th></tr></thead>
    <tbody>${costs.map((cost) => costRow(model, cost, most))}</tbody>
    <tfoot><tr><th scope="row">All</th><td></td><td class="number">${dollars(monthly.minimum)}</td><td class="number">${dollars(monthly.expected)}</td><td class="number">${dollars(monthly.maximum)}</td></tr></tfoot>
  </table>
  </div>
  ${unpricedList(model, unpriced)}
</section>`;
}

function costRow(model: PageModel, { component, monthly, items }: ComponentCost, most: number): Html {
  const width = (amount: number) => `${Math.max((100 * amount) / most, 0).toFixed(2)}%`;
  return html`<tr><th scope="row"><details><summary>${model.paths.get(component) ?? component}</summary><ul class="items">${items.map(
    (item) =>
      html`<li>${resourceLink(model, item.urn, item.item)} <span class="number">${dollars(item.monthly.expected)}</span><span class="basis">${item.basis}</span></li>`,
  )}</ul></details></th><td class="bar-cell"><span class="bar" aria-hidden="true"><span class="bar-most" style="width:${width(monthly.maximum)}"></span><span class="bar-expected" style="width:${width(monthly.expected)}"></span></span></td><td class="number">${dollars(monthly.minimum)}</td><td class="number strong">${dollars(monthly.expected)}</td><td class="number">${dollars(monthly.maximum)}</td></tr>`;
}

function unpricedList(model: PageModel, unpriced: readonly string[]): Content {
  if (unpriced.length === 0) return undefined;
  return html`<details class="fold"><summary>${plural(unpriced.length, "resource")} not included: priced by use, or without a known price</summary><ul class="plain">${unpriced.map(
    (urn) => {
      const resource = model.byUrn.get(urn);
      return html`<li>${resource ? [resourceLink(model, urn, resourcePath(model, resource)), html` <span class="fact">${shortType(resource.type)}</span>`] : urn}</li>`;
    },
  )}</ul></details>`;
}
