import { z } from "zod";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { field } from "../../../core/schema/fields";
import type { Placement } from "../../compute/placement";

/** Quantities of Kubernetes know thousandths of a CPU. */
const cpuForm = "a number of vCPUs above 0 with three decimals at most";
/** And whole MiB. */
const memoryForm = "a number of GiB above 0 that is whole in MiB";

/** An amount of memory or of disk, GiB. */
export function gibibytesField(description: string, example: number) {
  return field(
    z.number().refine((value) => value > 0 && Number.isInteger(value * 1024), { error: `must be ${memoryForm}` }),
    { description, example, form: memoryForm, fix: "use a number such as 0.5 or 4" },
  );
}

/** What a model's server asks for. */
const containerSize = z.strictObject({
  vcpus: field(
    z.number().refine((value) => value > 0 && Number.isInteger(value * 1000), { error: `must be ${cpuForm}` }),
    { description: "vCPUs of each pod.", example: 1, form: cpuForm, fix: "use a number such as 0.5 or 2" },
  ).default(1),
  memoryGibibytes: gibibytesField("Memory of each pod, GiB: request and limit.", 2).default(2),
});
export type ContainerSize = z.output<typeof containerSize>;

export const sizeField = field(containerSize, {
  description: "What each pod asks for.",
  fix: "write { vcpus: 1, memoryGibibytes: 2 }",
}).prefault({});

/** CPU in the form that Kubernetes stores: in another one every refresh would find a difference. */
export function cpuQuantity(vcpus: number): string {
  return Number.isInteger(vcpus) ? String(vcpus) : `${Math.round(vcpus * 1000)}m`;
}

/** A container's `resources`: no limit of CPU, so that what nobody uses is nobody's. */
export function sizedResources({ vcpus, memoryGibibytes }: ContainerSize, accelerators: Placement["resources"]) {
  const memory = binaryQuantity(memoryGibibytes * 1024);
  return {
    requests: { cpu: cpuQuantity(vcpus), memory, ...accelerators },
    limits: { memory, ...accelerators },
  };
}
