import { z } from "zod";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { field } from "../../../core/schema/fields";
import type { Placement } from "../../compute/placement";

/** Kubernetes quantities have a resolution of a thousandth of a CPU. */
const cpuForm = "a number of vCPUs above 0 with at most three decimals";
/** Quantities are whole MiB. */
const memoryForm = "a number of GiB above 0 that is a whole number of MiB";

/** Field for an amount of memory or disk space, GiB. */
export function gibibytesField(description: string, example: number) {
  return field(
    z.number().refine((value) => value > 0 && Number.isInteger(value * 1024), { error: `must be ${memoryForm}` }),
    { description, example, form: memoryForm, fix: "use a number such as 0.5 or 4" },
  );
}

/** Resources of a model's server. */
const containerSize = z.strictObject({
  vcpus: field(
    z.number().refine((value) => value > 0 && Number.isInteger(value * 1000), { error: `must be ${cpuForm}` }),
    {
      description: "Requested vCPUs of each pod.",
      cost: "its share of a node",
      example: 1,
      form: cpuForm,
      fix: "use a number such as 0.5 or 2",
    },
  ).default(1),
  memoryGibibytes: gibibytesField("Requested memory of each pod and its limit, GiB.", 2).default(2),
});
export type ContainerSize = z.output<typeof containerSize>;

export const sizeField = field(containerSize, {
  description: "Resources of each pod.",
  fix: "write { vcpus: 1, memoryGibibytes: 2 }",
}).prefault({});

/** Formats CPU as Kubernetes stores it. Otherwise each refresh would report a difference. */
export function cpuQuantity(vcpus: number): string {
  return Number.isInteger(vcpus) ? String(vcpus) : `${Math.round(vcpus * 1000)}m`;
}

/** Returns the `resources` of a container. CPU has no limit, so that a pod can use idle CPU. */
export function sizedResources({ vcpus, memoryGibibytes }: ContainerSize, accelerators: Placement["resources"]) {
  const memory = binaryQuantity(memoryGibibytes * 1024);
  return {
    requests: { cpu: cpuQuantity(vcpus), memory, ...accelerators },
    limits: { memory, ...accelerators },
  };
}
