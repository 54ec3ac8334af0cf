import { groupBy } from "../../../core/graph/graph";
import { plural } from "../../../core/text/plural";
import { sentence } from "../../../core/text/sentence";
import type { Verdict } from "../../document";
import { fixesOf, gateNames, guardrailCounts, hiddenCount } from "../../guardrailText";
import { idleWaiverLines, idleWaiversTitle } from "../../idleWaivers";
import { verdictGroups } from "../../verdictGroups";
import { resourcePath } from "../display";
import { type Content, type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

/** Verdicts in groups, and in each group by rule. Passed verdicts are counted by rule. */
export function verdictSection(model: PageModel): Content {
  const { verdicts, verdictCounts } = model.document;
  const idle = idleWaiverLines(model.document);
  const rules = Object.entries(verdictCounts.rules);
  const passed = rules.filter(([, { pass }]) => pass > 0);
  return html`
<section id="guardrails" aria-labelledby="guardrails-title">
  <h2 id="guardrails-title">Guardrails</h2>
  ${
    rules.length === 0
      ? html`<p class="note">No rule applies to this plan.</p>`
      : html`<p class="note">${guardrailCounts(model.document)}. ${sentence(hiddenCount(model.document))}</p>`
  }
  ${verdictGroups.map(({ name, title, open, holds }) => {
    const some = verdicts.filter(holds);
    if (some.length === 0) return undefined;
    return html`<details class="fold ${name}"${open ? html` open` : undefined}><summary>${title}: ${some.length}</summary>${[
      ...groupBy(some, ({ rule }) => rule),
    ].map(([rule, own]) => ruleBlock(model, rule, own))}</details>`;
  })}
  ${
    idle.length > 0
      ? html`<details class="fold warning" open><summary>${idleWaiversTitle}: ${idle.length}</summary><ul class="plain">${idle.map(
          (line) => html`<li>${line}</li>`,
        )}</ul></details>`
      : undefined
  }
  ${
    passed.length > 0
      ? html`<details class="fold pass"><summary>Passed: ${verdictCounts.total.pass}</summary><ul class="plain">${passed.map(
          ([rule, { pass }]) => html`<li><code>${rule}</code> ${plural(pass, "time")}</li>`,
        )}</ul></details>`
      : undefined
  }
</section>`;
}

/** Resources of a rule that the page shows unfolded. */
const shownOfRule = 24;

function ruleBlock(model: PageModel, rule: string, verdicts: readonly Verdict[]): Html {
  const [first] = verdicts;
  const items = verdicts.map((verdict) => verdictItem(model, verdict));
  const more = items.slice(shownOfRule);
  return html`<div class="rule"><h3><code>${rule}</code> <span class="fact">${first?.severity}, ${first?.enforcement}</span></h3><ul class="plain">${items.slice(0, shownOfRule)}</ul>${
    more.length > 0
      ? html`<details><summary>and ${more.length} more</summary><ul class="plain">${more}</ul></details>`
      : undefined
  }${fixesOf(verdicts).map((fix) => html`<p class="fix">Fix: ${fix}</p>`)}</div>`;
}

function verdictItem(model: PageModel, { urn, message, gate, status }: Verdict): Html {
  const resource = model.byUrn.get(urn);
  return html`<li>${resource ? resourceLink(model, urn, resourcePath(model, resource)) : urn}: ${message}${status === "deferred" ? ` Deferred to ${gateNames[gate]}.` : ""}</li>`;
}
