import { z } from "zod";
import { field } from "../../../../core/schema/fields";
import { badShareLimit, burnWindows } from "./burnRate";
import { durationBounds } from "./histogram";

const percentForm = "a number from 94 to below 100";

/** Field for an objective that leaves an error budget small enough for the fastest window to fire. */
function hasBudget(objectivePercent: number): boolean {
  return objectivePercent < 100 && badShareLimit(burnWindows.fast[0], objectivePercent) < 0.9;
}

function percentField(description: string, example: number) {
  const error = `must be ${percentForm}: otherwise there is no error budget, or one so large that no alert could fire`;
  return field(z.number().refine(hasBudget, { error }), {
    description,
    example,
    form: percentForm,
    fix: "use a number from 94 to below 100, such as 99.5",
  });
}

/** Service level objectives over 30 days. */
const serviceLevels = z.strictObject({
  availabilityPercent: percentField("Share of requests without a server error over 30 days, percent.", 99.5).default(
    99.5,
  ),
  latencyPercent: percentField(
    "Share of requests that are answered within `latencySeconds` over 30 days, percent.",
    99,
  ).default(99),
  // A histogram can only count requests up to one of its bounds.
  latencySeconds: field(z.literal(durationBounds), {
    description: `Latency objective, seconds. One of the bounds of the histogram of request durations: ${durationBounds.join(", ")}.`,
    example: 0.5,
    form: "a bound of the histogram of durations",
  }).default(0.5),
});
export type ServiceLevels = z.output<typeof serviceLevels>;

export const objectivesField = field(serviceLevels, {
  description: "Service level objectives over 30 days. Alerts fire when the error budget is spent too fast.",
  fix: "write { availabilityPercent: 99.5, latencyPercent: 99, latencySeconds: 0.5 }",
}).prefault({});
