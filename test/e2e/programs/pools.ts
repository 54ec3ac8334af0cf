import { createCompute } from "../../../components/platform/foundation";
import { gpuAtWork } from "./finalizers";
import { createFoundation } from "./foundation";

/** The platform up to its node pools, with a GPU node in use. The program of `order.e2e.ts`. */
export function pools(): void {
  const { context } = createFoundation("Pools");
  const compute = createCompute(context, undefined);
  gpuAtWork(context.cluster, compute);
}
