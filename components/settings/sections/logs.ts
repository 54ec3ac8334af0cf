import { z } from "zod";
import { field } from "../../../core/schema/fields";

/** What CloudWatch Logs accepts. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
export type LogRetentionDays = (typeof retentionDays)[number];

export function logRetentionDays(description: string) {
  return field(z.literal(retentionDays), {
    description,
    example: 30,
    form: "one of CloudWatch's retentions",
    cost: "0.03 USD for each GB and month",
  });
}
