import { karpenter } from "../karpenter/process";
import type { HostController } from "./hostController";

/**
 * All real controllers that run beside the cluster. A new one needs a file, an entry here and its tool in the
 * toolchain.
 */
export const hostControllers: readonly HostController[] = [karpenter];
