import { z } from "zod";
import { field } from "../../../../core/schema/fields";
import { badShareLimit, burnWindows } from "./burnRate";
import { durationBounds } from "./histogram";

const percentForm = "a number from 94 to below 100";

/** Whether a budget is left, and can be missed: requests can be so bad that the fastest window notices. */
function hasBudget(objectivePercent: number): boolean {
  return objectivePercent < 100 && badShareLimit(burnWindows.fast[0], objectivePercent) < 0.9;
}

function percentField(description: string, example: number) {
  const error = `must be ${percentForm}: otherwise no budget is left, or one so large that no alert could fire`;
  return field(z.number().refine(hasBudget, { error }), {
    description,
    example,
    form: percentForm,
    fix: "use a number from 94 to below 100, such as 99.5",
  });
}

/** What callers may rely on, over 30 days. */
const serviceLevels = z.strictObject({
  availabilityPercent: percentField(
    "Requests that are answered without an error of the server's, in percent.",
    99.5,
  ).default(99.5),
  latencyPercent: percentField("Requests that are answered within `latencySeconds`, in percent.", 99).default(99),
  // A latency between two bounds is counted by neither.
  latencySeconds: field(z.literal(durationBounds), {
    description: `Seconds. A bound of the histogram: ${durationBounds.join(", ")}.`,
    example: 0.5,
    form: "a bound of the histogram",
  }).default(0.5),
});
export type ServiceLevels = z.output<typeof serviceLevels>;

export const objectivesField = field(serviceLevels, {
  description: "What callers may rely on, over 30 days: alerts tell when the budget goes too fast.",
  fix: "write { availabilityPercent: 99.5, latencyPercent: 99, latencySeconds: 0.5 }",
}).prefault({});
