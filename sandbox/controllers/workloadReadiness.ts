import { z } from "zod";
import type { ControllerContext, Owner } from "./controller";
import { isDeleting } from "./objects";

const status = z.looseObject({ readyReplicas: z.number().default(0) });

const synced = z.looseObject({ health: z.looseObject({ status: z.string().default("") }).prefault({}) });

/** Whether the real controller would run: its workload has a ready pod, or its add-on or Application is healthy. */
export async function isAlive(
  owner: Owner,
  { api, cloud }: Pick<ControllerContext, "api" | "cloud">,
): Promise<boolean> {
  if ("addon" in owner) return cloud.addonActive(owner.addon);
  if ("application" in owner) {
    const kind = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" };
    const application = await api.read({ ...kind, namespace: "argocd", name: owner.application });
    const health = synced.parse(application?.status ?? {}).health.status;
    return application !== undefined && !isDeleting(application) && health === "Healthy";
  }
  const workload = await api.read({ apiVersion: "apps/v1", ...owner.workload });
  return workload !== undefined && !isDeleting(workload) && status.parse(workload.status ?? {}).readyReplicas > 0;
}

/** Returns an owner's name: `kube-system/karpenter`, `add-on aws-ebs-csi-driver`, `Application training-operator`. */
export function ownerName(owner: Owner): string {
  if ("application" in owner) return `Application ${owner.application}`;
  return "addon" in owner ? `add-on ${owner.addon}` : `${owner.workload.namespace}/${owner.workload.name}`;
}
