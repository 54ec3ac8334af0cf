import { z } from "zod";
import { field } from "../../../core/schema/fields";

/** Retention periods that CloudWatch Logs accepts, in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A retention period that CloudWatch Logs accepts, in days. */
export type LogRetentionDays = (typeof retentionDays)[number];

/** A setting with a retention period of logs. */
export function logRetentionDays(description: string) {
  return field(z.literal(retentionDays), {
    description,
    example: 30,
    form: "a retention period of CloudWatch Logs",
    cost: "0.03 USD for each GB and month; ingestion costs 0.50 USD for each GB",
  });
}
