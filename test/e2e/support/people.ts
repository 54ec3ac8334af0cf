import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { tokenPrefix } from "../../../sandbox/controlPlane/authentication";
import { isStatus, KubernetesClient } from "../../../sandbox/kubernetes/client";
import type { Sandbox } from "../../../sandbox/sandbox";

const kubeconfig = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }),
  ]),
});

/**
 * Returns a client of the Kubernetes API for a user with an assumed role. The API server authenticates it by access
 * entries.
 */
export function clientOf(sandbox: Sandbox, roleArn: string): KubernetesClient {
  const { clusters } = kubeconfig.parse(parse(readFileSync(sandbox.home.kubeconfig, "utf8")));
  const { server, "certificate-authority-data": authority } = clusters[0].cluster;
  const token = tokenPrefix + Buffer.from(roleArn).toString("base64url");
  return new KubernetesClient(server, token, Buffer.from(authority, "base64"));
}

/** Returns `allowed`, or the status with which the API rejects the request. */
export async function answerTo(request: () => Promise<unknown>): Promise<"allowed" | number> {
  try {
    await request();
    return "allowed";
  } catch (error) {
    for (const status of [401, 403]) if (isStatus(error, status)) return status;
    throw error;
  }
}

/** Returns a pod spec that the standard `restricted` and all guardrails of teams admit, for tests of admission only. */
export function restrictedPodSpec(gpus: number) {
  const gpu = "nvidia.com/gpu";
  const resources = { cpu: "100m", memory: "128Mi", ...(gpus > 0 && { [gpu]: String(gpus) }) };
  return {
    restartPolicy: "Never",
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    ...(gpus > 0 && {
      nodeSelector: { "mlops.platform/pool": "gpu-l4" },
      tolerations: [{ key: gpu, operator: "Exists", effect: "NoSchedule" }],
    }),
    containers: [
      {
        name: "one",
        image: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mlops-dev/trainer:1.0.0",
        resources: { requests: resources, limits: resources },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
  };
}

/** Annotation that keeps a training pod on its node. */
export const undisturbed = { "karpenter.sh/do-not-disrupt": "true" };

/** Returns a Job spec that the guardrails of teams admit. */
export function jobSpec() {
  return {
    activeDeadlineSeconds: 600,
    ttlSecondsAfterFinished: 600,
    backoffLimit: 0,
    template: { spec: restrictedPodSpec(0) },
  };
}
