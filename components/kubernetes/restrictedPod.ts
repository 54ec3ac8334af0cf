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
 * All requirements of the standard `restricted`, for a container in a pod that other software creates.
 *
 * @param user Number of the user that it runs as, known to its image or not.
 */
export function restrictedContainerAs(user: number) {
  return { ...restrictedContainer, runAsNonRoot: true, runAsUser: user, seccompProfile };
}

/**
 * What the standard `restricted` asks of a pod.
 *
 * @param user Number of the user and the group that its containers run as, known to their images or not.
 */
export function restrictedUser(user: number) {
  return { runAsNonRoot: true, runAsUser: user, runAsGroup: user, seccompProfile };
}

/**
 * Of a pod as the standard `restricted` wants it: without a token for the Kubernetes API, with volumes that its user can
 * write to.
 *
 * @param user Number of the user and the group that its containers run as, known to their images or not.
 */
export function restrictedPod(user: number) {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { ...restrictedUser(user), fsGroup: user },
  } satisfies Partial<types.input.core.v1.PodSpec>;
}

/** Of a restricted pod of the platform's own: on the system nodes. */
export function restrictedSystemPod(user: number) {
  return {
    nodeSelector: onSystemNodes.nodeSelector,
    tolerations: [...onSystemNodes.tolerations],
    ...restrictedPod(user),
  } satisfies Partial<types.input.core.v1.PodSpec>;
}
