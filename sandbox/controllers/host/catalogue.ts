import { karpenter } from "../karpenter/process";
import type { HostController } from "./hostController";

/** Every real controller that runs beside the cluster. A new one is a file and a line here, and its tool in the toolchain. */
export const hostControllers: readonly HostController[] = [karpenter];
