import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MlPlatform } from "../../../components/platform/platform";
import type { PlatformTransforms } from "../../../components/platform/transforms";
import { charts } from "../../../components/services/charts";
import { chartName } from "../../../core/charts/release";
import type { Registration } from "../../../core/graph/registration";
import { renderCharts } from "../../../plan/charts/render";
import { planGuardrails } from "../../../plan/guardrails";
import { failsPlan } from "../../../policies/verdict";
import { fixtureSettings } from "../../fixtures/fixtures";
import { fakeHelm, giveChart } from "../../support/charts";
import { issuesOf } from "../../support/issues";
import { recordComponent } from "../../support/record";

const settings = fixtureSettings("everything");

function platform(transform: unknown): MlPlatform {
  return Reflect.construct(MlPlatform, ["p", { settings, guardrails: [], transform }]);
}

const recorded = (transform?: PlatformTransforms) => recordComponent(() => platform(transform));

const releases = (resources: readonly Registration[]) =>
  resources.flatMap((resource) => {
    const name = chartName(resource);
    return name === undefined ? [] : [{ name, resource }];
  });

describe("the platform's transforms", () => {
  let resources: readonly Registration[] = [];

  beforeAll(async () => {
    const marked = [...charts.keys()].map((name) => [
      name,
      { values: { marked: name }, release: { description: `changed ${name}` } },
    ]);
    resources = await recorded({
      charts: Object.fromEntries(marked),
      mlflow: {
        deployment: (args) => {
          const spec = Object(args.spec).template.spec;
          Object.assign(spec, { hostNetwork: true });
        },
      },
    });
  });

  it("reach the values and the release of every chart", () => {
    const found = releases(resources);
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([...charts.keys()].sort());
    for (const { name, resource } of found) {
      expect(resource.inputs).toMatchObject({ description: `changed ${name}`, values: { marked: name } });
    }
  });

  it("are judged by the guardrails", () => {
    const failed = planGuardrails(settings, [...resources], "2026-01-01").verdicts.filter(failsPlan);
    expect(failed.map(({ rule, urn }) => [rule, urn.split("::").at(-1)])).toEqual([
      ["no-host-namespaces", "p-mlflow-server"],
    ]);
  });

  it("reject misspelt keys with the nearest name, and values that are not changes, in one error", async () => {
    const wrong = {
      netwrok: {},
      mlflow: { deploymnet: {} },
      cluster: { nodeGroup: "m7i.large" },
      charts: { argocd: {}, keda: { valeus: {} }, istiod: { values: 5 } },
    };
    expect((await issuesOf(() => platform(wrong))).sort()).toEqual([
      "transform.charts.argocd: is not an argument; did you mean transform.charts.argo-cd?",
      "transform.charts.istiod.values: must be an object of properties or a function; write properties, or a function that edits them",
      "transform.charts.keda.valeus: is not an argument; did you mean transform.charts.keda.values?",
      "transform.cluster.nodeGroup: must be an object of properties or a function; write properties, or a function that edits them",
      "transform.mlflow.deploymnet: is not an argument; did you mean transform.mlflow.deployment?",
      "transform.netwrok: is not an argument; did you mean transform.network?",
    ]);
  });
});

describe("properties that a transform misspells", () => {
  it("are reported for resources and releases", async () => {
    const wrong = {
      data: { database: { instanceClas: "db.m7g.large" } },
      cluster: { addon: { preserv: true } },
      charts: { keda: { release: { timout: 1200 } } },
    };
    expect((await issuesOf(() => platform(wrong))).sort()).toEqual([
      "instanceClas: is not a property of the resource; did you mean instanceClass?",
      "preserv: is not a property of the resource; did you mean preserve?",
      "timout: is not a property of the resource; did you mean timeout?",
    ]);
  });
});

describe("a chart that is rendered with changed values", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-charts-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A chart that gives its pods the host's network where a value says so. */
  const script = `grep -q '"hostNetwork":true' '${folder}/values' && network=true || network=false
cat <<END
{apiVersion: v1, kind: Pod, metadata: {name: keda}, spec: {hostNetwork: $network, containers: []}}
END`;

  async function broken(transform?: PlatformTransforms): Promise<string[]> {
    const resources = await recorded(transform);
    const options = { folder, helm: fakeHelm(folder, script), kubernetes: settings.cluster.version };
    const rendered = await renderCharts(resources, options);
    const found = planGuardrails(settings, [...resources, ...rendered.resources], "2026-01-01");
    return found.verdicts
      .filter(({ status, urn }) => status === "fail" && urn.endsWith("pod-keda"))
      .map(({ rule }) => rule);
  }

  it("is judged by the guardrails as it is rendered", async () => {
    giveChart(folder, "keda", charts.get("keda")?.version);
    expect(await broken()).not.toContain("no-host-namespaces");
    expect(await broken({ charts: { keda: { values: { hostNetwork: true } } } })).toContain("no-host-namespaces");
  });
});
