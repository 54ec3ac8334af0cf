import { shortType } from "../../../core/graph/shortNames";
import type { ComparedChange } from "../../diff/change";
import { anotherStackText, baselineText, changeParts, urgentTitle } from "../changeParts";
import { changeCounts, costChange, costText, differenceTexts, outcome, resourcePath } from "../display";
import { type Content, type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

/** Returns the changes against an earlier plan, the most severe first. */
export function changeSection(model: PageModel): Content {
  const { comparison, document } = model;
  if (!comparison) return undefined;
  const another = anotherStackText(comparison, document);
  const { urgent, others } = changeParts(comparison.changes);
  return html`
<section id="changes" aria-labelledby="changes-title">
  <h2 id="changes-title">Changes</h2>
  <p class="note">Against ${baselineText(comparison)}: ${changeCounts(comparison.changes)}; cost ${costChange(model)}.${another === "" ? "" : ` ${another}`}</p>
  ${part(
    urgentTitle,
    urgent.map(({ change, reasons }) => item(model, change, reasons)),
    true,
    "bad",
  )}
  ${others.map(({ title, changes, open }) =>
    part(
      title,
      changes.map((change) => item(model, change)),
      open,
    ),
  )}
</section>`;
}

function part(title: string, items: readonly Html[], open: boolean, classes = ""): Content {
  if (items.length === 0) return undefined;
  return html`<details class="fold ${classes}"${open ? html` open` : undefined}><summary>${title}: ${items.length}</summary><ul class="changes">${items}</ul></details>`;
}

function item(model: PageModel, change: ComparedChange, reasons: readonly string[] = []): Html {
  const { resource, kind } = change;
  const more = costText(change);
  return html`<li><span class="verb ${kind}">${outcome(change)}</span> ${resourceLink(model, resource.urn, resourcePath(model, resource))} <span class="fact">${shortType(resource.type)}</span>${
    more ? html` <span class="delta">${more}</span>` : undefined
  }${reasons.length > 0 ? html`<ul class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>` : undefined}${
    change.differences.length > 0
      ? html`<ul class="differences">${differenceTexts(change, 160).map(({ path, text }) => html`<li><code>${path}</code> ${text}</li>`)}</ul>`
      : undefined
  }</li>`;
}
