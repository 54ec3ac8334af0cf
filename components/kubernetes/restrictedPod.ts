import type { types } from "@pulumi/kubernetes";
import { onSystemNodes } from "../../core/kubernetes/scheduling";

/** What the standard `restricted` asks of a container, and a root filesystem that nobody writes to. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * Of a pod of the platform's own: on the system nodes, without a token for the Kubernetes API, as the standard
 * `restricted` wants it.
 *
 * @param user Number of the user and the group that its containers run as, known to their images or not.
 */
export function restrictedPod(user: number) {
  return {
    nodeSelector: onSystemNodes.nodeSelector,
    tolerations: [...onSystemNodes.tolerations],
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    },
  } satisfies Partial<types.input.core.v1.PodSpec>;
}
