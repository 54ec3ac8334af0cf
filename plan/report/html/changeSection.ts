import { shortType } from "../../../core/graph/shortNames";
import type { ComparedChange } from "../../diff/change";
import {
  changeCounts,
  costChange,
  costText,
  differenceTexts,
  isDangerous,
  isFollower,
  outcome,
  resourcePath,
} from "../display";
import { type Content, type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

/** What an earlier plan had otherwise, most dangerous first. */
export function changeSection(model: PageModel): Content {
  const { comparison, document } = model;
  if (!comparison) return undefined;
  const { before, changes } = comparison;
  const dangerous = changes.filter(isDangerous);
  const rest = changes.filter((change) => !isDangerous(change));
  const written = rest.filter((change) => change.kind === "update" && !isFollower(change));
  return html`
<section id="changes" aria-labelledby="changes-title">
  <h2 id="changes-title">Changes</h2>
  <p class="note">${changeCounts(changes)}; cost ${costChange(model)}.${
    before.stack === document.stack
      ? ""
      : ` Compared with a plan of another stack, ${before.stack}: what bears its name is created and deleted.`
  }</p>
  ${part(model, "Look at these first", dangerous, true, "bad")}
  ${part(model, "Updated or replaced", written, true)}
  ${part(
    model,
    "Deleted",
    rest.filter(({ kind }) => kind === "delete"),
    true,
  )}
  ${part(
    model,
    "Created",
    rest.filter(({ kind }) => kind === "create"),
    false,
  )}
  ${part(model, "Follow from what is replaced", rest.filter(isFollower), false)}
</section>`;
}

function part(
  model: PageModel,
  title: string,
  changes: readonly ComparedChange[],
  open: boolean,
  classes = "",
): Content {
  if (changes.length === 0) return undefined;
  return html`<details class="fold ${classes}"${open ? html` open` : undefined}><summary>${title}: ${changes.length}</summary><ul class="changes">${changes.map((change) => item(model, change))}</ul></details>`;
}

function item(model: PageModel, change: ComparedChange): Html {
  const { resource, kind } = change;
  const more = costText(change);
  return html`<li><span class="verb ${kind}">${outcome(change)}</span> ${resourceLink(model, resource.urn, resourcePath(model, resource))} <span class="fact">${shortType(resource.type)}</span>${
    more ? html` <span class="delta">${more}</span>` : undefined
  }${
    change.differences.length > 0
      ? html`<ul class="differences">${differenceTexts(change, 160).map(({ path, text }) => html`<li><code>${path}</code> ${text}</li>`)}</ul>`
      : undefined
  }</li>`;
}
