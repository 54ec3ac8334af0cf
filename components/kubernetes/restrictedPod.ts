import type { types } from "@pulumi/kubernetes";
import { onSystemNodes } from "../../core/kubernetes/scheduling";

const seccompProfile = { type: "RuntimeDefault" } as const;

/** The requirements of the standard `restricted` for a container, and a read-only root filesystem. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * Returns a security context with all requirements of the standard `restricted`, for a container in a pod that other
 * software creates.
 *
 * @param user User ID of the container. The image need not contain the user.
 */
export function restrictedContainerAs(user: number) {
  return { ...restrictedContainer, runAsNonRoot: true, runAsUser: user, seccompProfile };
}

/**
 * Returns the security context of a pod that the standard `restricted` requires.
 *
 * @param user User ID and group ID of all containers. The images need not contain the user.
 */
export function restrictedUser(user: number) {
  return { runAsNonRoot: true, runAsUser: user, runAsGroup: user, seccompProfile };
}

/**
 * Returns fields of a pod that meets the standard `restricted`. The pod has no token for the Kubernetes API, and its
 * user can write to its volumes.
 *
 * @param user User ID and group ID of all containers. The images need not contain the user.
 */
export function restrictedPod(user: number) {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { ...restrictedUser(user), fsGroup: user },
  } satisfies Partial<types.input.core.v1.PodSpec>;
}

/** Returns the fields of `restrictedPod` and the placement on system nodes, for pods of the platform itself. */
export function restrictedSystemPod(user: number) {
  return {
    nodeSelector: onSystemNodes.nodeSelector,
    tolerations: [...onSystemNodes.tolerations],
    ...restrictedPod(user),
  } satisfies Partial<types.input.core.v1.PodSpec>;
}
