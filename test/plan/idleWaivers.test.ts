import { describe, expect, it } from "vitest";
import { idleWaiverLines } from "../../plan/idleWaivers";
import { planPage } from "../../plan/report/html/page";
import { planMarkdown } from "../../plan/report/markdown";
import { smallPlan } from "./report/plan";

/** Of the small plan: its bucket breaks a rule, and its database is waived and judged later. */
function planWith(...waivers: readonly { readonly rule: string; readonly resource: string }[]) {
  const plan = smallPlan();
  const rest = { reason: "ticket OPS-1234", expires: "2027-03-31" };
  const own = waivers.map((waiver) => ({ ...rest, ...waiver }));
  return { ...plan, settings: { ...plan.settings, guardrails: { ...plan.settings.guardrails, waivers: own } } };
}

const needed = { rule: "bucket-encrypted", resource: "mlops-dev-data-*" };
const idle = { rule: "bucket-encrypted", resource: "mlops-dev-old" };
const inCluster = { rule: "no-host-paths", resource: "DaemonSet/*/agent" };

describe("waivers without a violation", () => {
  it("are listed with what to do", () => {
    expect(idleWaiverLines(planWith(needed))).toEqual([]);
    expect(idleWaiverLines(planWith(needed, idle, inCluster))).toEqual([
      "bucket-encrypted for mlops-dev-old, until 2027-03-31: remove it",
      "no-host-paths for DaemonSet/*/agent, until 2027-03-31: remove it, unless an object that a chart or a controller creates needs it",
    ]);
  });

  it("are in the comment on a pull request and on the page, if there are any", async () => {
    const title = "Waivers without a violation";
    expect(planMarkdown(planWith(needed, idle))).toContain(
      `\n**${title}**\n\n- bucket-encrypted for mlops-dev-old, until 2027-03-31: remove it\n\n`,
    );
    expect(await planPage(planWith(needed, idle))).toContain(
      `${title}: 1</summary><ul class="plain"><li>bucket-encrypted for mlops-dev-old, until 2027-03-31: remove it</li></ul>`,
    );
    expect(planMarkdown(planWith(needed))).not.toContain(title);
    expect(await planPage(planWith(needed))).not.toContain(title);
  });
});
