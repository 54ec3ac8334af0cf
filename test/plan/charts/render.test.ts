import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { renderCharts } from "../../../plan/charts/render";
import { fakeHelm, giveChart, release } from "../../support/charts";
import { resource } from "../../support/registration";

const configMap = "{apiVersion: v1, kind: ConfigMap, metadata: {name: Recipes}, data: {bread: flour}}";

describe("renderCharts", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "mlops-charts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const render = (script: string, ...resources: Registration[]) =>
    renderCharts(resources, { folder, helm: fakeHelm(folder, script), kubernetes: "1.35" });

  it("creates resources for objects, as children of the Release and in its state", async () => {
    giveChart(folder, "oven");
    const oven = release("oven");
    const { resources, unrendered } = await render(`echo '${configMap}'`, { ...oven, provider: "urn:provider" });
    expect(unrendered.size).toBe(0);
    expect(resources).toEqual([
      {
        ...resource("kubernetes:core/v1:ConfigMap"),
        urn: "urn:pulumi:test::mlops::kubernetes:helm.sh/v3:Release$kubernetes:core/v1:ConfigMap::mlops-oven-configmap-recipes",
        name: "mlops-oven-configmap-recipes",
        parent: oven.urn,
        provider: "urn:provider",
        dependsOn: [oven.urn],
        inputs: {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "Recipes", namespace: "kitchen" },
          data: { bread: "flour" },
        },
        source: "components/kitchen.ts:7",
        renderedFrom: oven.urn,
      },
    ]);
  });

  it("passes the cluster's version and the plan's values to Helm", async () => {
    giveChart(folder, "oven");
    const values = { url: "[unknown:urn:pulumi:a#host]", password: "[secret]" };
    const monitor = resource("kubernetes:monitoring.coreos.com/v1:ServiceMonitor");
    await render(`echo '${configMap}'`, release("oven", { values, skipCrds: true }), monitor);
    expect(readFileSync(path.join(folder, "asked"), "utf8")).toBe(
      `template oven ${folder}/oven --namespace kitchen --values - --kube-version 1.35 --skip-tests --skip-crds --api-versions monitoring.coreos.com/v1,monitoring.coreos.com/v1/ServiceMonitor\n`,
    );
    expect(JSON.parse(readFileSync(path.join(folder, "values"), "utf8"))).toEqual(values);
  });

  it("distinguishes objects of one name in two namespaces, and sets no namespace on cluster-scoped objects", async () => {
    giveChart(folder, "oven");
    const objects = [
      "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: cook}}",
      "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: cook, namespace: kube-system}}",
      "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: 'cook:all'}}",
      "{apiVersion: kitchen.io/v1, kind: Oven, metadata: {name: big}}",
      "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: ovens.kitchen.io}, spec: {group: kitchen.io, names: {kind: Oven}, scope: Cluster}}",
    ];
    const { resources } = await render(`cat <<'END'\n${objects.join("\n---\n")}\nEND`, release("oven"));
    expect(resources.map(({ name, inputs }) => [name, Object(inputs.metadata).namespace])).toEqual([
      ["mlops-oven-customresourcedefinition-ovens.kitchen.io", undefined],
      ["mlops-oven-oven-big", undefined],
      ["mlops-oven-clusterrole-cook_all", undefined],
      ["mlops-oven-role-cook", "kitchen"],
      ["mlops-oven-role-kube-system-cook", "kube-system"],
    ]);
  });

  it("is the same text each time, even if a chart generates random values, and shows no secret", async () => {
    giveChart(folder, "oven", "1.2.3", '{{ genCA "a" 1 }}');
    const random = '$(od -An -N8 -tx1 /dev/urandom | tr -d " ")';
    const objects = [
      `{apiVersion: v1, kind: Secret, metadata: {name: key}, data: {key: h${random}}, stringData: {word: hunter2}}`,
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: ca, annotations: {sum: s${random}}}, data: {ca: c${random}, b: same}}`,
    ];
    const script = `cat <<END\n${objects.join("\n---\n")}\nEND`;
    const [one, two] = [await render(script, release("oven")), await render(script, release("oven"))];
    expect(JSON.stringify(one.resources)).toBe(JSON.stringify(two.resources));
    expect(one.resources.map(({ inputs }) => inputs)).toMatchObject([
      { data: { ca: "[secret]", b: "same" }, metadata: { annotations: { sum: "[secret]" } } },
      { data: { key: "[secret]" }, stringData: { word: "[secret]" } },
    ]);
  });

  it("reports each chart that fails, and continues with the others", async () => {
    giveChart(folder, "oven");
    giveChart(folder, "stove");
    giveChart(folder, "sink");
    const script = `case $2 in
      oven) echo 'WARNING: hot' >&2; printf 'Error: values: [unknown:x] is\\nno number\\n\\nUse --debug flag to render out invalid YAML\\n' >&2; exit 1;;
      sink) echo 'just text';;
      *) echo '${configMap}';;
    esac`;
    const { resources, unrendered } = await render(script, release("oven"), release("sink"), release("stove"));
    expect(resources.map(({ name }) => name)).toEqual(["mlops-stove-configmap-recipes"]);
    expect([...unrendered.values()]).toEqual([
      { chart: "oven", version: "1.2.3", why: "refused", reason: "values: [unknown:x] is no number" },
      expect.objectContaining({
        chart: "sink",
        why: "refused",
        reason: expect.stringContaining("not a Kubernetes object"),
      }),
    ]);
  });

  it("reports a chart without objects", async () => {
    giveChart(folder, "oven");
    const { unrendered } = await render("true", release("oven"));
    expect([...unrendered.values()]).toMatchObject([{ why: "empty" }]);
  });

  it("accepts only the pinned version, and names both", async () => {
    giveChart(folder, "oven", "1.2.2");
    giveChart(folder, "stove", "v1.2.3");
    const { unrendered } = await render(`echo '${configMap}'`, release("oven"), release("stove"), release("sink"));
    expect([...unrendered.values()].map(({ why, reason }) => [why, reason])).toEqual([
      ["missing", `${folder}/oven is 1.2.2, and the plan installs 1.2.3`],
      ["missing", `it is not in ${folder}`],
    ]);
  });

  it("prefers an archive of the pinned version to a folder of another version", async () => {
    giveChart(path.join(folder, "archived"), "oven");
    execFileSync("tar", ["-czf", path.join(folder, "oven-1.2.3.tgz"), "-C", path.join(folder, "archived"), "oven"]);
    giveChart(folder, "oven", "1.2.2");
    const { resources } = await render(`echo '${configMap}'`, release("oven"));
    expect(resources).toHaveLength(1);
    expect(readFileSync(path.join(folder, "asked"), "utf8")).toContain(`${folder}/oven-1.2.3.tgz`);
  });

  it("rejects a folder without charts of the plan", async () => {
    await expect(render("true", release("oven"))).rejects.toThrow(
      `--charts ${folder} has none of the plan's charts:\n    oven 1.2.3: it is not in ${folder}\n  fix: `,
    );
  });
});
