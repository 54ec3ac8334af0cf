import { isGuarded } from "../../../core/graph/graph";
import { plural } from "../../../core/text/plural";
import { failsPlan } from "../../../policies/verdict";
import { changeChainText, changeDurationText } from "../../duration/changeDuration";
import { chainText, durationText, parallelText } from "../../duration/duration";
import { changeCounts } from "../display";
import { dollars } from "../money";
import { type Content, type Html, html } from "./html";
import { listLink, type PageModel } from "./pageModel";

/** Figures of the plan, each with a link to its section. */
export function overview(model: PageModel): Html {
  const { document, costs, comparison } = model;
  const { monthly, unpriced } = document.cost;
  const failed = document.verdicts.filter(failsPlan).length;
  const { total, rules } = document.verdictCounts;
  const [mostExpensive] = costs;
  const guarded = model.custom.filter(isGuarded).length;
  return html`
<section id="overview" aria-labelledby="overview-title">
  <h2 id="overview-title" class="hidden">Overview</h2>
  ${(document.warnings ?? []).map((warning) => html`<p class="note"><strong>${warning}</strong></p>`)}
  <dl class="figures">
    ${figure("Expected a month", html`<a href="#cost">${dollars(monthly.expected)}</a>`, `${dollars(monthly.minimum)} to ${dollars(monthly.maximum)}`)}
    ${mostExpensive ? figure("Most expensive", html`<a href="#cost">${model.paths.get(mostExpensive.component) ?? mostExpensive.component}</a>`, `${dollars(mostExpensive.monthly.expected)} a month`, "words") : undefined}
    ${figure("Resources", html`<a href="#resources">${model.custom.length}</a>`, `in ${plural(model.components.length, "component")}`)}
    ${figure("Protected or kept", guarded > 0 ? listLink({ only: "protected" }, String(guarded)) : "0", guarded > 0 ? "when they are deleted" : "every resource can be deleted")}
    ${Object.keys(rules).length > 0 ? figure("Violations", html`<a href="#guardrails">${failed}</a>`, `${total.deferred} deferred`, failed > 0 ? "alarm" : "") : undefined}
    ${comparison && comparison.duration.chain.length > 0 ? figure("This change", `${comparison.duration.minutes} min`, "at typical times") : undefined}
    ${figure("First pulumi up", `${document.duration.minutes} min`, `at typical times, ${parallelText(document.duration)}`)}
    ${comparison ? figure("Changes", html`<a href="#changes">${comparison.changes.length}</a>`, changeCounts(comparison.changes)) : undefined}
    ${document.opaque.length > 0 ? figure("Hidden content", listLink({ only: "opaque" }, String(document.opaque.length)), "charts and Applications") : undefined}
    ${unpriced.length > 0 ? figure("Not in the cost", listLink({ only: "unpriced" }, String(unpriced.length)), "priced by use, or unknown") : undefined}
  </dl>
  ${durationFolds(model)}
</section>`;
}

/** Durations, each with its longest chain. */
function durationFolds({ document: { duration, settings }, comparison }: PageModel): Content {
  const change = comparison?.duration;
  return [
    change && change.chain.length > 0
      ? fold(`Duration: ${changeDurationText(change)} for this change`, changeChainText(change, settings.name))
      : undefined,
    fold(
      `Duration: ${durationText(duration)} for the first pulumi up`,
      chainText(duration, settings.name),
      html`<p>The estimate assumes ${parallelText(duration)}. Pulumi runs four for each CPU of its machine, or as many as <code>--parallel</code> says.</p>`,
    ),
  ];
}

function fold(title: string, chain: string, note?: Content): Content {
  return html`<details class="fold"><summary>${title}</summary><p>${chain === "" ? "No step takes half a minute." : `Longest chain: ${chain}`}</p>${note}</details>`;
}

function figure(title: string, value: Content, note: string, classes = ""): Html {
  return html`<div class="figure ${classes}"><dt>${title}</dt><dd class="value">${value}</dd><dd class="figure-note">${note}</dd></div>`;
}
