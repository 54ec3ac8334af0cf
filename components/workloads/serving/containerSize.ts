import type { Problems } from "../../../core/errors/problems";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import type { Placement } from "../../compute/placement";

/** What a model's server asks for. */
export interface ContainerSize {
  /** @default 1 */
  readonly vcpus?: number;
  /** All of it is reserved. @default 2 */
  readonly memoryGibibytes?: number;
}

export function containerSize(size: ContainerSize = {}): Required<ContainerSize> {
  return { vcpus: 1, memoryGibibytes: 2, ...size };
}

/** Adds what is wrong with a size: quantities of Kubernetes know thousandths of a CPU and whole MiB. */
export function checkSize(problems: Problems, { vcpus, memoryGibibytes }: Required<ContainerSize>): void {
  if (!(vcpus > 0 && Number.isInteger(vcpus * 1000))) {
    problems.add(`resources.vcpus ${vcpus} is no amount of CPU`, "use a number above 0 with three decimals at most");
  }
  if (!(memoryGibibytes > 0 && Number.isInteger(memoryGibibytes * 1024))) {
    problems.add(
      `resources.memoryGibibytes ${memoryGibibytes} is no amount of memory`,
      "use a number above 0 that is whole in MiB, such as 0.5 or 4",
    );
  }
}

/** CPU in the form that Kubernetes stores: in another one every refresh would find a difference. */
export function cpuQuantity(vcpus: number): string {
  return Number.isInteger(vcpus) ? String(vcpus) : `${Math.round(vcpus * 1000)}m`;
}

/** A container's `resources`: no limit of CPU, so that what nobody uses is nobody's. */
export function sizedResources(
  { vcpus, memoryGibibytes }: Required<ContainerSize>,
  accelerators: Placement["resources"],
) {
  const memory = binaryQuantity(memoryGibibytes * 1024);
  return {
    requests: { cpu: cpuQuantity(vcpus), memory, ...accelerators },
    limits: { memory, ...accelerators },
  };
}
