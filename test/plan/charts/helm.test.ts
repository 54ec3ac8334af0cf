import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../../core/errors/usageError";
import { findHelm } from "../../../plan/charts/helm";
import { renderCharts } from "../../../plan/charts/render";
import { toolchainCache } from "../../../sandbox/toolchain/cache";
import { fakeHelm, giveChart, release } from "../../support/charts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "mlops-helm-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("findHelm", () => {
  it("uses HELM, or else PATH", () => {
    const helm = fakeHelm(folder, "true");
    expect(findHelm({ PATH: ["/nowhere", folder].join(path.delimiter) })).toBe(helm);
    expect(findHelm({ HELM: helm, PATH: "/nowhere" })).toBe(helm);
  });

  it("reports a fix if Helm is not found", () => {
    expect(() => findHelm({ PATH: "/nowhere" })).toThrow(UsageError);
    expect(() => findHelm({ PATH: "/nowhere" })).toThrow(/which is not on PATH\n {2}fix: install Helm 3/);
    expect(() => findHelm({ HELM: folder, PATH: folder })).toThrow(`HELM is ${folder}, which cannot be run\n  fix: `);
  });
});

/** On PATH, or as the sandbox has built it. */
function realHelm(): string | undefined {
  try {
    const cache = toolchainCache();
    const built = readdirSync(cache).filter((name) => name.startsWith("helm-"));
    const PATH = [...built.map((name) => path.join(cache, name)), process.env.PATH].join(path.delimiter);
    return findHelm({ PATH });
  } catch {
    return undefined;
  }
}

const real = realHelm();

describe.skipIf(real === undefined)("the real Helm (on PATH or in the sandbox's toolchain)", () => {
  it("renders hooks, no tests, and no generated values", async () => {
    const templates = `
apiVersion: v1
kind: Secret
metadata: { name: "{{ .Release.Name }}-key" }
data: { key: "{{ randAlphaNum 8 | b64enc }}" }
---
apiVersion: v1
kind: Pod
metadata: { name: hook, annotations: { helm.sh/hook: pre-install } }
spec: { hostNetwork: {{ .Values.host }}, nodeName: "{{ .Values.node }}", hostname: "{{ randAlpha 5 }}" }
---
apiVersion: v1
kind: Pod
metadata: { name: tests, annotations: { helm.sh/hook: test } }
---
{{- if .Capabilities.APIVersions.Has "kitchen.io/v1" }}
apiVersion: kitchen.io/v1
kind: Oven
metadata: { name: "k{{ .Capabilities.KubeVersion.Minor }}" }
{{- end }}
`;
    giveChart(folder, "oven", "1.2.3", templates);
    const values = { host: true, node: "[unknown:urn:pulumi:a#name]" };
    const program = [release("oven", { values }), { ...release("oven"), type: "kubernetes:kitchen.io/v1:Oven" }];
    const { resources, unrendered } = await renderCharts(program, { folder, helm: real ?? "", kubernetes: "1.35" });
    expect([...unrendered]).toEqual([]);
    expect(resources.map(({ inputs }) => inputs)).toMatchObject([
      { kind: "Pod", spec: { hostNetwork: true, nodeName: "[unknown:urn:pulumi:a#name]", hostname: "[secret]" } },
      { kind: "Secret", metadata: { name: "oven-key" }, data: { key: "[secret]" } },
      { kind: "Oven", metadata: { name: "k35", namespace: "kitchen" } },
    ]);
  });

  it("reports an error of a chart in one line", async () => {
    giveChart(folder, "oven", "1.2.3", '{{ fail "no flour" }}');
    const { unrendered } = await renderCharts([release("oven")], { folder, helm: real ?? "", kubernetes: "1.35" });
    expect([...unrendered.values()]).toMatchObject([
      {
        why: "refused",
        reason: expect.stringMatching(/^execution error at \(oven\/templates\/all\.yaml:1:3\): no flour$/),
      },
    ]);
  });
});
