import { z } from "zod";
import { field, numberField } from "../../../core/schema/fields";
import { largestRetention } from "../../observability/prometheusSize";
import type { Preset } from "../environments";

/** `observability`: metrics and alerts. */
export function observabilitySection({ observability: { prometheus } }: Preset) {
  return z.strictObject({
    prometheus: z
      .strictObject({
        retentionDays: numberField(1, 3650, {
          description: "Retention of metrics, in days. Prometheus deletes older metrics earlier if its volume is full.",
          example: 30,
        }).default(prometheus.retentionDays),
        storageGibibytes: numberField(5, 16_000, {
          description:
            "Volume of each replica of Prometheus, in GiB. It cannot shrink. A larger value applies to new volumes only: expand the existing ones as docs/operations/volumes.md describes, then raise `retentionGibibytes`.",
          example: 100,
          cost: "0.08 USD for each GiB and month, for each replica",
        }).default(prometheus.storageGibibytes),
        retentionGibibytes: numberField(4, 12_800, {
          description:
            "Size of the samples that Prometheus keeps, in GiB, at most 80 % of `storageGibibytes`. It does not follow `storageGibibytes`, since existing volumes keep their size until they are expanded.",
          example: 80,
          cost: "nothing besides the volume",
        }).default(largestRetention(prometheus.storageGibibytes)),
        memoryMebibytes: numberField(512, 1_000_000, {
          description: "Memory of each replica of Prometheus, in MiB. 300,000 series need about 2048 MiB.",
          example: 4096,
          cost: "more memory can need larger or more system nodes",
        }).default(prometheus.memoryMebibytes),
      })
      .prefault({}),
    runbooks: field(z.string().min(1, { error: "must be an address or a folder" }), {
      description: "Address of the folder of runbooks that alerts link to.",
      example: "https://git.example.com/ml-platform/mlops/blob/main/docs/runbooks",
      fix: "use the address of the folder docs/runbooks that people on call can open",
    }).default("docs/runbooks"),
  });
}
