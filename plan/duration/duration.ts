import { services } from "../../components/services/catalogue";
import { charts } from "../../components/services/charts";
import { isRendered } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { shortName } from "../../core/graph/shortNames";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { plural } from "../../core/text/plural";
import { typicalTime } from "./creationTimes";
import { criticalPath, type Duration } from "./criticalPath";

/** Estimates how long the first `pulumi up` of a plan takes, at typical creation times. */
export function creationDuration(resources: readonly Registration[]): Duration {
  return criticalPath(
    resources.filter((resource) => !isRendered(resource)),
    (resource) => typicalTime(resource, hasPods).seconds,
  );
}

/** Whether a chart or a kustomization starts pods. True if no service lists the name: contents unknown. */
function hasPods(name: string): boolean {
  const chart = charts.get(name);
  if (chart) return chart.images.length > 0;
  const service = Object.values<ServiceFacts>(services).find(({ kustomizations }) => name in (kustomizations ?? {}));
  // A service with kustomizations has a namespace if it has pods. One without a namespace installs CRDs only.
  return service === undefined || service.namespace !== undefined;
}

/** Shortest step that `chainText` names, in seconds. */
const shortestNamed = 30;

/** `network-nat (2 min), cluster-control-plane (10 min)`: the long steps of a chain, in the order of creation. */
export function chainText({ chain }: Duration, platform: string): string {
  return chain
    .filter(({ seconds }) => seconds >= shortestNamed)
    .map(({ urn, seconds }) => `${shortName(urn.split("::").at(-1) ?? urn, platform)} (${stepText(seconds)})`)
    .join(", ");
}

function stepText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `about 23 minutes`. */
export function durationText({ minutes }: Pick<Duration, "minutes">): string {
  return `about ${plural(minutes, "minute")}`;
}
