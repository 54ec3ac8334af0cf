import { objectOf, textOf } from "../../../../core/json/reading";
import { prometheusPods } from "../../../../core/services/prometheus";
import type { PlannedResource } from "../../../document";
import type { PageModel } from "../pageModel";
import type { Parts } from "./parts";
import type { Reason } from "./reason";

/** Scrapes of Prometheus: each ServiceMonitor and PodMonitor names its pods. */
export function metricEdges(model: PageModel, parts: Parts): Reason[] {
  const prometheus = namespaceOwner(model, parts, prometheusPods.namespace);
  if (prometheus === undefined) return [];
  return model.custom
    .filter(({ type }) => /^kubernetes:monitoring\.coreos\.com.*:(Service|Pod)Monitor$/.test(type))
    .flatMap((monitor): Reason[] => {
      const to = scraped(model, parts, monitor, prometheus);
      return to === undefined ? [] : [{ from: prometheus, to, kind: "metrics", text: "", evidence: [monitor.urn] }];
    });
}

/**
 * Returns the part that a monitor scrapes: the part that creates the monitor. For a monitor in Prometheus's own
 * component, it is the chart whose name is in the labels of the pods.
 */
function scraped(model: PageModel, parts: Parts, monitor: PlannedResource, prometheus: string): string | undefined {
  const owner = parts.ownerOf(monitor.urn);
  if (owner !== prometheus) return owner;
  const labels = new Set(Object.values(objectOf(monitor.inputs, "spec", "selector", "matchLabels")));
  const release = model.custom.find(
    ({ type, inputs }) => type === "kubernetes:helm.sh/v3:Release" && labels.has(inputs.name ?? ""),
  );
  return release && parts.ownerOf(release.urn);
}

function namespaceOwner(model: PageModel, parts: Parts, name: string): string | undefined {
  const namespace = model.custom.find(
    ({ type, inputs }) => type === "kubernetes:core/v1:Namespace" && textOf(inputs, "metadata", "name") === name,
  );
  return namespace && parts.ownerOf(namespace.urn);
}
