import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { chartNamed, charts } from "../../../components/services/charts";
import { releaseType } from "../../../core/graph/graph";
import type { Registration } from "../../../core/graph/registration";
import { isJsonObject, type Json } from "../../../core/json/json";
import { composeCharts } from "../../../sandbox/charts/composeCharts";
import { loadStandIns } from "../../../sandbox/charts/standIns";
import { planStack } from "../../support/plan";
import { all } from "../../support/record";

const helm = process.env.MLOPS_HELM ?? "helm";
const missing = spawnSync(helm, ["version"]).error !== undefined;

const object = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
  spec: z.custom<Json>().optional(),
  data: z.record(z.string(), z.string()).optional(),
});
type Rendered = z.output<typeof object>;

describe.skipIf(missing)("stand-ins, rendered by the real Helm (on PATH or MLOPS_HELM)", () => {
  let folder: string;
  let resources: Registration[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "mlops-helm-test-"));
    composeCharts({ standIns: await loadStandIns(), into: path.join(folder, "charts") });
    resources = await planStack("everything");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(verb: "lint" | "template", chart: string, values: Json): string {
    const file = path.join(folder, `${chart}.json`);
    writeFileSync(file, JSON.stringify(values));
    const where = path.join(folder, "charts", chart);
    const name = verb === "template" ? [chart, where, "--namespace", "kube-system"] : [where, "--strict"];
    return execFileSync(helm, [verb, ...name, "--values", file], { encoding: "utf8" });
  }

  function render(chart: string, change: Json = {}): Rendered[] {
    const values = all(resources, releaseType).find(({ inputs }) => inputs.name === chart)?.inputs.values ?? {};
    const documents = parseAllDocuments(run("template", chart, merged(values, change)));
    return documents.map((document) => document.toJS()).flatMap((read) => (read === null ? [] : object.parse(read)));
  }

  it.each([...charts.keys()])("%s is a valid chart, and labels all its objects", (chart) => {
    expect(run("lint", chart, {})).toContain("1 chart(s) linted, 0 chart(s) failed");
    const objects = render(chart);
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.filter(({ metadata }) => metadata.labels?.["mlops.platform/stand-in"] !== "true")).toEqual([]);
  });

  it("sizes and places Karpenter by our values, and gives its pods a separate selector", () => {
    expect(find(render("karpenter"), "Deployment", "karpenter").spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          serviceAccountName: "karpenter",
          nodeSelector: { "kubernetes.io/os": "linux" },
          tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
          containers: [
            {
              image: `public.ecr.aws/karpenter/controller:${chartNamed("karpenter").version}`,
              resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            },
          ],
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { ...karpenterLabels } } },
              ],
            },
          },
          topologySpreadConstraints: [
            { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchLabels: { ...karpenterLabels } } },
          ],
        },
      },
    });
  });

  it("names the objects of Cluster Autoscaler as upstream does", () => {
    const name = "cluster-autoscaler-aws-cluster-autoscaler";
    const objects = render("cluster-autoscaler");
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      "ConfigMap cluster-autoscaler-stand-in-values",
      `Deployment ${name}`,
      `PodDisruptionBudget ${name}`,
      `Service ${name}`,
      "ServiceAccount cluster-autoscaler",
    ]);
    expect(find(objects, "Deployment", name).spec).toMatchObject({
      template: { spec: { nodeSelector: { "mlops.platform/pool": "system" } } },
    });
  });

  it("renders no service account and no workload that the values turn off", () => {
    const off = { devicePlugin: { enabled: false } };
    expect(render("neuron-helm-chart", off).map(({ kind }) => kind)).toEqual(["ConfigMap"]);
    const kinds = render("karpenter", { serviceAccount: { create: false } }).map(({ kind }) => kind);
    expect(kinds).not.toContain("ServiceAccount");
  });

  it("stores the values, but no possible secrets", () => {
    const secrets = { settings: { clusterName: "one", adminPassword: "x", list: [{ apiToken: { a: 1 } }] } };
    const kept = find(render("karpenter", secrets), "ConfigMap", "karpenter-stand-in-values").data?.["values.yaml"];
    const [values] = parseAllDocuments(kept ?? "");
    expect(values?.toJS()).toMatchObject({
      replicas: 2,
      settings: { clusterName: "one", adminPassword: "[secret]", list: [{ apiToken: "[secret]" }] },
    });
  });
});

const karpenterLabels = { "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/instance": "karpenter" };

function find(objects: readonly Rendered[], kind: string, name: string): Rendered {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

function merged(values: Json, change: Json): Json {
  if (!isJsonObject(values) || !isJsonObject(change)) return change;
  const changed = Object.entries(change).map(([key, value]) => [key, merged(values[key] ?? {}, value)]);
  return { ...values, ...Object.fromEntries(changed) };
}
