import { services } from "../../components/services/catalogue";
import { charts } from "../../components/services/charts";
import { isRendered } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { shortName } from "../../core/graph/shortNames";
import { hasPods as chartHasPods } from "../../core/services/chartFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { plural } from "../../core/text/plural";
import { criticalPath, type Duration, type Step } from "./criticalPath";
import { typicalCreation } from "./typicalTimes";

/** Estimates how long the first `pulumi up` of a plan takes, at typical creation times. */
export function creationDuration(resources: readonly Registration[]): Duration {
  return criticalPath(
    resources.filter((resource) => !isRendered(resource)),
    (resource) => typicalCreation(resource, hasPods).seconds,
  );
}

/** Whether a chart or a kustomization starts pods. True if no service lists the name: contents unknown. */
export function hasPods(name: string): boolean {
  const chart = charts.get(name);
  if (chart) return chartHasPods(chart);
  const service = Object.values<ServiceFacts>(services).find(({ kustomizations }) => name in (kustomizations ?? {}));
  // A service with kustomizations has a namespace if it has pods. One without a namespace installs CRDs only.
  return service === undefined || service.namespace !== undefined;
}

/** Shortest step that `chainText` names, in seconds. */
const shortestNamed = 30;

/** `network-nat (2 min), cluster-control-plane (10 min)`: the long steps of a chain, in their order. */
export function chainText<One extends Step>(
  { chain }: { readonly chain: readonly One[] },
  platform: string,
  verb: (step: One) => string = () => "",
): string {
  return chain
    .filter(({ seconds }) => seconds >= shortestNamed)
    .map((step) => {
      const name = shortName(step.urn.split("::").at(-1) ?? step.urn, platform);
      return `${verb(step)}${name} (${stepText(step.seconds)})`;
    })
    .join(", ");
}

function stepText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `about 23 minutes`. */
export function durationText({ minutes }: Pick<Duration, "minutes">): string {
  return `about ${plural(minutes, "minute")}`;
}
