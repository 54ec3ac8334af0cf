import { z } from "zod";
import type { ControllerContext, Owner } from "./controller";
import { isDeleting } from "./objects";

const status = z.looseObject({ readyReplicas: z.number().default(0) });

/** Whether the real controller would be at work: one ready pod is enough, and one that is being deleted is not. */
export async function isAlive(
  owner: Owner,
  { api, cloud }: Pick<ControllerContext, "api" | "cloud">,
): Promise<boolean> {
  if ("addon" in owner) return cloud.addonActive(owner.addon);
  const workload = await api.read({ apiVersion: "apps/v1", ...owner.workload });
  return workload !== undefined && !isDeleting(workload) && status.parse(workload.status ?? {}).readyReplicas > 0;
}

/** In words: `kube-system/karpenter`, `add-on aws-ebs-csi-driver`. */
export function ownerName(owner: Owner): string {
  return "addon" in owner ? `add-on ${owner.addon}` : `${owner.workload.namespace}/${owner.workload.name}`;
}
