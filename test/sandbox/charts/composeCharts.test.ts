import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { chartNamed, charts } from "../../../components/services/charts";
import { readFolder } from "../../../core/charts/folder";
import { type ChartReport, composeCharts } from "../../../sandbox/charts/composeCharts";
import { loadStandIns } from "../../../sandbox/charts/standIns";

let base: string;
let given: string;
let into: string;

beforeEach(() => {
  base = mkdtempSync(path.join(os.tmpdir(), "mlops-charts-test-"));
  given = path.join(base, "given");
  into = path.join(base, "sandbox", "charts");
  mkdirSync(given);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const crd = (plural: string, kind: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.karpenter.sh
spec:
  group: karpenter.sh
  names: {kind: ${kind}, plural: ${plural}}
  scope: Cluster
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: string, default: "{{ a }}"}}}}
  - name: v1beta1
    served: false
    storage: false
`;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function giveChart(name: string, version: string, more = ""): string {
  const folder = path.join(given, name);
  write(path.join(folder, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`);
  write(path.join(folder, "templates", "a.yaml"), "{{- if .Values.on }}\n{{- end }}\n");
  return folder;
}

function reportOf(reports: readonly ChartReport[], chart: string): ChartReport {
  const found = reports.find(({ name }) => name === chart);
  if (!found) throw new Error(`no report of ${chart}`);
  return found;
}

/** Returns all files with their content and modification time. */
function stateOf(folder: string): Map<string, string> {
  return new Map(
    [...readFolder(folder)].map(([file, content]) => [
      file,
      `${statSync(path.join(folder, file)).mtimeMs} ${content.toString("hex")}`,
    ]),
  );
}

const standIns = await loadStandIns();

describe("composeCharts without charts or CRDs", () => {
  it("writes a stand-in with the name and version of each chart", () => {
    const reports = composeCharts({ standIns, into });
    expect(reports.map(({ name, version, kind }) => ({ name, version, kind }))).toEqual(
      [...charts].map(([name, { version }]) => ({ name, version, kind: "stand-in" })),
    );
    for (const { name, version } of reports) {
      expect(parse(readFileSync(path.join(into, name, "Chart.yaml"), "utf8"))).toMatchObject({
        apiVersion: "v2",
        name,
        version,
        annotations: { "mlops.platform/stand-in": "true" },
      });
    }
  });

  it("defines Karpenter's kinds without validation of fields", () => {
    const report = reportOf(composeCharts({ standIns, into }), "karpenter-crd");
    expect(report.crds).toEqual([
      "nodepools.karpenter.sh",
      "nodeclaims.karpenter.sh",
      "nodeoverlays.karpenter.sh",
      "ec2nodeclasses.karpenter.k8s.aws",
      "capacitybuffers.autoscaling.x-k8s.io",
    ]);
    expect(report.kinds.map(({ validated }) => validated)).toEqual([false, false, false, false, false]);
    const nodePool = readFileSync(path.join(into, "karpenter-crd/templates/karpenter.sh_nodepools.yaml"), "utf8");
    expect(parse(nodePool)).toMatchObject({
      metadata: { name: "nodepools.karpenter.sh", labels: { "mlops.platform/stand-in": "true" } },
      spec: { scope: "Cluster", names: { kind: "NodePool" } },
    });
    // Helm does not install these, because our Release skips them.
    expect(existsSync(path.join(into, "karpenter/crds/karpenter.sh_nodepools.yaml"))).toBe(true);
  });

  it("changes no file the second time", () => {
    composeCharts({ standIns, into });
    const before = stateOf(into);
    composeCharts({ standIns, into });
    expect(stateOf(into)).toEqual(before);
  });

  it("reports a chart without stand-in", () => {
    expect(() =>
      composeCharts({ standIns, into, charts: new Map([["unknown", { version: "1.0.0", crds: [] }]]) }),
    ).toThrow("the chart unknown has no stand-in: add one to standIn.ts of its service, with the workloads");
    expect(existsSync(into)).toBe(false);
  });
});

describe("composeCharts with CRDs", () => {
  it("uses upstream's CRDs, and permissive ones for the other kinds", () => {
    write(path.join(base, "crds/karpenter/karpenter.sh_nodepools.yaml"), crd("nodepools", "NodePool"));
    const report = reportOf(composeCharts({ standIns, into, crds: path.join(base, "crds") }), "karpenter-crd");
    expect(report.kinds.slice(0, 2)).toEqual([
      { group: "karpenter.sh", kind: "NodePool", versions: ["v1"], validated: true, place: "templates" },
      { group: "karpenter.sh", kind: "NodeClaim", versions: ["v1"], validated: false, place: "templates" },
    ]);
    const read = (file: string) => readFileSync(path.join(into, file), "utf8");
    expect(read("karpenter-crd/templates/karpenter.sh_nodepools.yaml")).toContain('default: "{{ "{{" }} a }}"');
    expect(read("karpenter/crds/karpenter.sh_nodepools.yaml")).toBe(crd("nodepools", "NodePool"));
  });

  it.each([
    ["kind: ConfigMap\n", "is not a CustomResourceDefinition"],
    [crd("nodeclaims", "NodeClaim"), "defines karpenter.sh NodeClaim"],
    [`${crd("nodepools", "NodePool")}---\n${crd("nodepools", "NodePool")}`, "must contain exactly one YAML document"],
  ])("rejects a file that is not the CRD", (text, problem) => {
    const file = path.join(base, "crds/karpenter/karpenter.sh_nodepools.yaml");
    write(file, text);
    expect(() => composeCharts({ standIns, into, crds: path.join(base, "crds") })).toThrow(
      `${file} ${problem}\n  fix: put the CustomResourceDefinition of karpenter.sh NodePool there, or delete the file`,
    );
  });
});

describe("composeCharts with upstream's charts", () => {
  it.each([
    ["crds", "crds"],
    ["templates", "templates"],
    // A template reads this folder.
    ["files", "templates"],
  ])("finds a kind in its folder %s", (folder, place) => {
    const text = crd("nodepools", "NodePool").replace(/names: .*/, "names:\n    kind: NodePool\n    plural: nodepools");
    write(path.join(giveChart("karpenter-crd", chartNamed("karpenter-crd").version), folder, "pools.yaml"), text);
    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter-crd").kinds).toMatchObject([
      { group: "karpenter.sh", kind: "NodePool", place },
    ]);
  });

  it("copies a folder, follows links, and removes files that it no longer has", () => {
    const folder = giveChart("karpenter", chartNamed("karpenter").version);
    write(path.join(base, "elsewhere", "crd.yaml"), crd("nodepools", "NodePool"));
    mkdirSync(path.join(folder, "crds"));
    symlinkSync(path.join(base, "elsewhere", "crd.yaml"), path.join(folder, "crds", "nodepools.yaml"));
    write(path.join(folder, "templates", "gone", "b.yaml"), "");

    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter")).toEqual({
      name: "karpenter",
      version: chartNamed("karpenter").version,
      kind: "upstream",
      from: folder,
      versionMatches: true,
      crds: [],
      kinds: [],
      notes: [],
    });
    expect(readFolder(path.join(into, "karpenter"))).toEqual(readFolder(folder));

    const before = stateOf(into);
    composeCharts({ standIns, into, given });
    expect(stateOf(into)).toEqual(before);

    rmSync(path.join(folder, "templates", "gone"), { recursive: true });
    composeCharts({ standIns, into, given });
    expect(existsSync(path.join(into, "karpenter", "templates", "gone"))).toBe(false);
  });

  it("unpacks an archive", () => {
    const folder = giveChart("karpenter", chartNamed("karpenter").version);
    const archive = path.join(given, `karpenter-${chartNamed("karpenter").version}.tgz`);
    execFileSync("tar", ["-czf", archive, "-C", given, "karpenter"]);
    const files = readFolder(folder);
    rmSync(folder, { recursive: true });
    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter")).toMatchObject({
      kind: "upstream",
      from: archive,
    });
    expect(readFolder(path.join(into, "karpenter"))).toEqual(files);
  });

  it("replaces a stand-in, and restores it", () => {
    composeCharts({ standIns, into });
    const standIn = readFolder(path.join(into, "karpenter"));
    const folder = giveChart("karpenter", chartNamed("karpenter").version);
    composeCharts({ standIns, into, given });
    expect(readFolder(path.join(into, "karpenter"))).toEqual(readFolder(folder));
    composeCharts({ standIns, into });
    expect(readFolder(path.join(into, "karpenter"))).toEqual(standIn);
  });

  it("reports a version that is not the pinned one", () => {
    const folder = giveChart("karpenter", "1.13.0");
    write(path.join(given, "cluster-autoscaler-9.1.0.tgz"), "");
    const reports = composeCharts({ standIns, into, given });
    expect(reportOf(reports, "karpenter")).toMatchObject({
      version: "1.13.0",
      versionMatches: false,
      notes: [`${folder} is 1.13.0, not the pinned ${chartNamed("karpenter").version}`],
    });
    expect(reportOf(reports, "cluster-autoscaler")).toMatchObject({
      kind: "stand-in",
      versionMatches: true,
      notes: [
        `${given}/cluster-autoscaler-9.1.0.tgz is not used: its version is not ${chartNamed("cluster-autoscaler").version}`,
      ],
    });
  });

  it("ignores a v before the version", () => {
    const name = "aws-efa-k8s-device-plugin";
    giveChart(name, chartNamed(name).version.replace(/^v/, ""));
    expect(reportOf(composeCharts({ standIns, into, given }), name).versionMatches).toBe(true);
  });

  it("ignores a folder without templates, and reports it", () => {
    write(path.join(given, "karpenter", "Chart.yaml"), "name: karpenter\nversion: 1.14.1\n");
    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter")).toMatchObject({
      kind: "stand-in",
      notes: [`${given}/karpenter is not a chart: it has no templates`],
    });
  });

  it("accepts a chart that contains only subcharts", () => {
    const crds = path.join(given, "karpenter", "charts", "crds");
    write(path.join(given, "karpenter", "Chart.yaml"), "name: karpenter\nversion: 1.14.1\n");
    write(path.join(crds, "templates", "crds.yaml"), "");
    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter")).toMatchObject({ kind: "upstream" });
  });

  it("rejects charts that Helm would reject", () => {
    const folder = giveChart("karpenter", "1.14.1", "dependencies: [{name: nfd, version: 1.0.0}, {name: crds}]\n");
    write(path.join(folder, "charts", "crds", "Chart.yaml"), "");
    const problem = `${folder} does not contain the charts that it depends on: nfd\n  fix: run helm dependency build ${folder}`;
    expect(() => composeCharts({ standIns, into, given })).toThrow(problem);
    expect(existsSync(into)).toBe(false);

    write(path.join(folder, "charts", "nfd-1.0.0.tgz"), "");
    expect(reportOf(composeCharts({ standIns, into, given }), "karpenter").kind).toBe("upstream");

    write(path.join(folder, "Chart.yaml"), "name: karpenter\n");
    expect(() => composeCharts({ standIns, into, given })).toThrow(`${folder}/Chart.yaml is not valid:`);
    rmSync(path.join(folder, "Chart.yaml"));
    expect(() => composeCharts({ standIns, into, given })).toThrow(`${folder} has no Chart.yaml`);
  });

  it("rejects a chart with another name, and an invalid archive", () => {
    cpSync(giveChart("flagger", "1.0.0"), path.join(given, "karpenter"), { recursive: true });
    expect(() => composeCharts({ standIns, into, given })).toThrow(
      `${given}/karpenter is the chart flagger, not karpenter`,
    );
    rmSync(path.join(given, "karpenter"), { recursive: true });
    const archive = path.join(given, `karpenter-${chartNamed("karpenter").version}.tgz`);
    write(archive, "no archive");
    expect(() => composeCharts({ standIns, into, given })).toThrow(`${archive} cannot be unpacked: `);
  });

  it("rejects a folder that links to itself", () => {
    const folder = giveChart("karpenter", "1.14.1");
    symlinkSync(folder, path.join(folder, "templates", "again"));
    expect(() => composeCharts({ standIns, into, given })).toThrow("links to a folder that contains it");
  });

  it("rejects folders that do not exist, and its own folder", () => {
    const nowhere = path.join(base, "nowhere");
    expect(() => composeCharts({ standIns, into, given: nowhere })).toThrow(
      `--charts ${nowhere} is not a folder\n  fix: use a folder that exists, or remove --charts`,
    );
    expect(() => composeCharts({ standIns, into, crds: nowhere })).toThrow(`--crds ${nowhere} is not a folder`);
    composeCharts({ standIns, into });
    expect(() => composeCharts({ standIns, into, given: into })).toThrow("must be separate from");
    expect(() => composeCharts({ standIns, into, given: base })).toThrow("must be separate from");
  });
});
