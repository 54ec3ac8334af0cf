import { z } from "zod";
import { field, numberField } from "../../../core/schema/fields";
import type { Preset } from "../environments";

/** `observability`: metrics and alerts. */
export function observabilitySection({ observability: { prometheus } }: Preset) {
  return z.strictObject({
    prometheus: z
      .strictObject({
        retentionDays: numberField(1, 3650, {
          description: "Days for which metrics are kept, if they fit the volume.",
          example: 30,
        }).default(prometheus.retentionDays),
        storageGibibytes: numberField(5, 16_000, {
          description: "Volume of each replica of Prometheus, GiB. It cannot shrink.",
          example: 100,
          cost: "0.08 USD for each GiB and month, of each replica",
        }).default(prometheus.storageGibibytes),
        memoryMebibytes: numberField(512, 1_000_000, {
          description: "Memory of each replica of Prometheus, MiB: about 2048 for 300,000 series.",
          example: 4096,
        }).default(prometheus.memoryMebibytes),
      })
      .prefault({}),
    runbooks: field(z.string().min(1, { error: "must be an address or a folder" }), {
      description: "Where the runbooks are that alerts link to.",
      example: "https://git.example.com/ml-platform/mlops/blob/main/docs/runbooks",
      fix: "write the address of the folder docs/runbooks as people on call reach it",
    }).default("docs/runbooks"),
  });
}
