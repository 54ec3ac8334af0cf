import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { releasesOf } from "../../../core/charts/release";
import type { JsonObject } from "../../../core/json/json";
import type { RenderedCharts } from "../../../plan/charts/render";
import { renderedResources } from "../../../plan/charts/resources";
import { clusterScoped } from "../../../plan/charts/scopes";
import { unrenderedWarnings } from "../../../plan/chartText";
import { comparison } from "../../../plan/diff/compare";
import { parseEarlierPlan } from "../../../plan/diff/earlierPlan";
import { planDocument, planText } from "../../../plan/document";
import { planPage } from "../../../plan/report/html/page";
import { planMarkdown } from "../../../plan/report/markdown";
import { terminalText } from "../../../plan/terminal";
import { treeLines } from "../../../plan/tree";
import type { UnrenderedChart } from "../../../policies/opaqueVerdicts";
import { fixtureSettings } from "../../fixtures/fixtures";
import { planStack } from "../../support/plan";

const settings = fixtureSettings("dev");

/** Ten times a load balancer and a long text, by a chart of dev's plan. */
async function rendered() {
  const declared = await planStack("dev");
  const [first, second] = releasesOf(declared);
  if (!first || !second) throw new Error("dev has no charts");
  const objects = Array.from({ length: 10 }, (_, index): JsonObject[] => [
    { apiVersion: "v1", kind: "Service", metadata: { name: `door-${index}` }, spec: { type: "LoadBalancer" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `text-${index}` }, data: { text: "x".repeat(100_000) } },
  ]).flat();
  const unrendered: UnrenderedChart = {
    chart: second.chart,
    version: second.version,
    why: "refused",
    reason: "no flour",
  };
  const charts: RenderedCharts = {
    resources: renderedResources(first, objects, clusterScoped([])),
    unrendered: new Map([[second.resource.urn, unrendered]]),
  };
  const plain = planDocument("dev", settings, declared);
  return { declared, first, second, charts, plain, document: planDocument("dev", settings, declared, { charts }) };
}

describe("a plan with rendered charts", () => {
  it("contains their objects in order, without a change of the cost", async () => {
    const { document, plain, first } = await rendered();
    const urns = document.resources.map(({ urn }) => urn);
    expect(urns).toEqual([...urns].sort());
    expect(document.resources.length).toBe(plain.resources.length + 20);
    expect(document.cost).toEqual(plain.cost);
    expect(document.resources.filter((one) => one.renderedFrom === first.resource.urn)).toHaveLength(20);
  });

  it("treats rendered charts as inspected, and states why others are not", async () => {
    const { document, plain, first, second } = await rendered();
    expect(document.opaque).toEqual(plain.opaque.filter((urn) => urn !== first.resource.urn));
    const said = document.verdicts.find(({ urn, rule }) => urn === second.resource.urn && rule === "opaque-content");
    expect(said).toMatchObject({
      status: "deferred",
      message: expect.stringMatching(/when Helm creates it; no flour$/),
    });
  });

  it("compares without them on both sides", async () => {
    const { document, plain } = await rendered();
    const written = parseEarlierPlan("plan.json", planText(document));
    expect(comparison(plain, document).changes).toEqual([]);
    expect(comparison(written, plain).changes).toEqual([]);
  });

  it("is reported by its counts only", async () => {
    const { declared, document, plain } = await rendered();
    const line = "20 objects of 1 chart rendered";
    const text = terminalText("dev", settings, declared, { colors: false, document });
    expect(text).toContain(`\n  Charts      ${line}\n`);
    expect(treeLines(declared, settings.name, {}, createColors(false)).join("\n")).not.toContain("door-1");
    const markdown = planMarkdown(document);
    expect(markdown).toContain(`- ${line}\n`);
    expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
    const page = await planPage(document);
    expect(page).not.toContain("xxxxxxxx");
    expect(page.length).toBeLessThan((await planPage(plain)).length + 20_000);
  });
});

describe("unrenderedWarnings", () => {
  it("has a line for each", () => {
    const one = { chart: "oven", version: "1.2.3", reason: "it is not in charts" };
    const unrendered = new Map<string, UnrenderedChart>([
      ["a", { ...one, why: "missing" }],
      ["b", { ...one, why: "refused", version: undefined, reason: "no flour" }],
      ["c", { ...one, why: "empty", reason: "it renders no object with the plan's values" }],
    ]);
    expect(unrenderedWarnings({ unrendered })).toBe(
      [
        "warning: --charts: oven 1.2.3 is not rendered, and its objects are not judged: it is not in charts\n",
        "warning: --charts: oven cannot be rendered, and its objects are not judged: no flour\n",
        "warning: --charts: oven 1.2.3 is rendered, but it renders no object with the plan's values\n",
      ].join(""),
    );
  });
});
