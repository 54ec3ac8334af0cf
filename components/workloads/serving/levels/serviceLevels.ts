import type { Problems } from "../../../../core/errors/problems";
import { badShareLimit, burnWindows } from "./burnRate";
import { durationBounds } from "./histogram";

/** What callers may rely on, over 30 days. */
export interface ServiceLevels {
  /** Requests that are answered without an error of the server's, in percent. @default 99.5 */
  readonly availabilityPercent?: number;
  /** Requests that are answered within `latencySeconds`, in percent. @default 99 */
  readonly latencyPercent?: number;
  /** Seconds. A bound of the histogram: see `durationBounds`. @default 0.5 */
  readonly latencySeconds?: number;
}

const defaults = { availabilityPercent: 99.5, latencyPercent: 99, latencySeconds: 0.5 } as const;

export function serviceLevels(levels: ServiceLevels = {}): Required<ServiceLevels> {
  return { ...defaults, ...levels };
}

/** Adds what is wrong with service levels. */
export function checkServiceLevels(problems: Problems, levels: Required<ServiceLevels>): void {
  for (const name of ["availabilityPercent", "latencyPercent"] as const) {
    const value = levels[name];
    if (value < 100 && canBeMissed(value)) continue;
    problems.add(
      `objectives.${name} ${value} leaves no budget, or one so large that no alert could fire`,
      "use a number from 94 to below 100, such as 99.5",
    );
  }
  // A latency between two bounds is counted by neither.
  if (!durationBounds.some((bound) => bound === levels.latencySeconds)) {
    problems.add(
      `objectives.latencySeconds ${levels.latencySeconds} is no bound of the histogram`,
      `use one of ${durationBounds.join(", ")}`,
    );
  }
}

/** Whether requests can be so bad that the fastest window notices: no more than all of them can be. */
function canBeMissed(objectivePercent: number): boolean {
  return badShareLimit(burnWindows.fast[0], objectivePercent) < 0.9;
}
