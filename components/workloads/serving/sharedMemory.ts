import { binaryQuantity } from "../../../core/kubernetes/quantities";
import type { ContainerSize } from "./containerSize";

/** Share of a container's memory that `/dev/shm` may use. It counts as memory of the container. */
const share = 1 / 4;

/**
 * Returns the volume for `/dev/shm`, and its mount. The default has 64 MiB, too little for NCCL between the GPUs of a
 * pod.
 */
export function sharedMemory(name: string, { memoryGibibytes }: ContainerSize) {
  const sizeLimit = binaryQuantity(Math.max(1, Math.floor(memoryGibibytes * 1024 * share)));
  return {
    volume: { name, emptyDir: { medium: "Memory", sizeLimit } },
    mount: { name, mountPath: "/dev/shm" },
  };
}
