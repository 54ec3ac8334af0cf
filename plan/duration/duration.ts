import { services } from "../../components/services/catalogue";
import { charts } from "../../components/services/charts";
import { isRendered } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { shortName } from "../../core/graph/shortNames";
import { hasPods as chartHasPods } from "../../core/services/chartFacts";
import type { ServiceFacts } from "../../core/services/serviceFacts";
import { plural } from "../../core/text/plural";
import { schedule } from "./schedule";
import { type Duration, defaultParallel, type Step } from "./steps";
import { typicalCreation } from "./typicalTimes";

/**
 * Estimates how long the first `pulumi up` of a plan takes, at typical creation times.
 *
 * @param parallel Number of operations at the same time.
 */
export function creationDuration(resources: readonly Registration[], parallel = defaultParallel): Duration {
  return schedule(
    resources.filter((resource) => !isRendered(resource)),
    (resource) => typicalCreation(resource, hasPods).seconds,
    parallel,
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

/** Shortest step or wait that `chainText` names, in seconds. */
const shortestNamed = 30;

/** `network-nat (2 min), argo-cd-chart (1 min, after 40 s in the queue)`: the long steps of a chain, in their order. */
export function chainText<One extends Step>(
  { chain }: { readonly chain: readonly One[] },
  platform: string,
  verb: (step: One) => string = () => "",
): string {
  return chain
    .filter(({ seconds, waits }) => Math.max(seconds, waits) >= shortestNamed)
    .map((step) => {
      const name = shortName(step.urn.split("::").at(-1) ?? step.urn, platform);
      const wait = step.waits < shortestNamed ? "" : `, after ${stepText(step.waits)} in the queue`;
      return `${verb(step)}${name} (${stepText(step.seconds)}${wait})`;
    })
    .join(", ");
}

function stepText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `16 operations at a time`: the assumption of an estimate. */
export function parallelText({ parallel }: Pick<Duration, "parallel">): string {
  return `${plural(parallel, "operation")} at a time`;
}

/** `about 23 minutes`. */
export function durationText({ minutes }: Pick<Duration, "minutes">): string {
  return `about ${plural(minutes, "minute")}`;
}
