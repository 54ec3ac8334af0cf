import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import type { JsonObject } from "../../core/json/json";
import { resource } from "./registration";

/** Returns a Release of a chart, as the program declares it. */
export function release(chart: string, inputs: JsonObject = {}): Registration {
  const all = {
    chart: `oci://registry.example/${chart}`,
    version: "1.2.3",
    name: chart,
    namespace: "kitchen",
    ...inputs,
  };
  return resource(releaseType, all, { name: `mlops-${chart}`, source: "components/kitchen.ts:7" });
}

/** Writes a chart into a folder. Its template is not rendered, because these tests use a fake Helm. */
export function giveChart(folder: string, name: string, version = "1.2.3", template = "kind: ConfigMap\n"): string {
  const chart = path.join(folder, name);
  mkdirSync(path.join(chart, "templates"), { recursive: true });
  writeFileSync(path.join(chart, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  writeFileSync(path.join(chart, "templates", "all.yaml"), template);
  return chart;
}

/**
 * Writes a fake Helm that runs a shell script instead of rendering. `$2` is the release, `$3` the chart. It stores its
 * arguments and the values in `asked` and `values` in the same folder.
 */
export function fakeHelm(folder: string, script: string): string {
  const helm = path.join(folder, "helm");
  const lines = ["#!/bin/sh", `echo "$@" >> '${folder}/asked'`, `cat > '${folder}/values'`, script];
  writeFileSync(helm, `${lines.join("\n")}\n`);
  chmodSync(helm, 0o755);
  return helm;
}
