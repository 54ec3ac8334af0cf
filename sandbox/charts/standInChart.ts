import { stringify } from "yaml";
import type { Files } from "../../core/charts/folder";
import type { CrdPlace, StandIn } from "../../core/charts/standIn";
import { type Definition, escapedForHelm } from "./customKind";
import { standInKey } from "./standInKey";
import { helpers, valuesTemplate } from "./template";
import { workloadTemplate } from "./workloadTemplate";

/** Returns a Helm chart with upstream's name, version, workloads and CRDs. Its programs do nothing. */
export function standInChart(
  name: string,
  version: string,
  { source, values, workloads }: StandIn,
  crds: readonly Definition[],
  crdPlace: CrdPlace,
): Files {
  const text = (content: string) => Buffer.from(content);
  return new Map([
    ["Chart.yaml", text(chartFile(name, version, source))],
    ["values.yaml", text(stringify(values, { lineWidth: 0 }))],
    ["templates/_helpers.tpl", text(helpers)],
    ["templates/stand-in-values.yaml", text(valuesTemplate)],
    ...workloads.map((workload): [string, Buffer] => [
      `templates/${workload.container}.yaml`,
      text(workloadTemplate(workload)),
    ]),
    ...crds.map((crd): [string, Buffer] =>
      crdPlace === "crds"
        ? [`crds/${crd.file}`, text(crd.text)]
        : [`templates/${crd.file}`, text(escapedForHelm(crd.text))],
    ),
  ]);
}

function chartFile(name: string, version: string, source: string): string {
  const chart = {
    apiVersion: "v2",
    name,
    version,
    description: `Stand-in of the sandbox for ${name}, after ${source}`,
    type: "application",
    annotations: { [standInKey]: "true" },
  };
  return stringify(chart, { lineWidth: 0 });
}
