import { gpuUsers, perGpu, withValueOfGpu } from "../../../observability/gpuQueries";

/**
 * Returns a PromQL expression for the used memory of the GPUs of a Deployment's pods: the sum over the pods of the
 * average of their GPUs, percent.
 */
export function gpuMemoryOf({
  namespace,
  deployment,
}: {
  readonly namespace: string;
  readonly deployment: string;
}): string {
  const pods = `,exported_namespace="${namespace}",exported_pod=~"${deployment}-[a-z0-9]+-[a-z0-9]+"`;
  const [used, free] = [perGpu("DCGM_FI_DEV_FB_USED"), perGpu("DCGM_FI_DEV_FB_FREE")];
  const percent = withValueOfGpu(gpuUsers(pods, ["exported_pod"]), `100 * ${used} / (${used} + ${free})`);
  return `sum(avg by (exported_pod) (${percent}))`;
}
