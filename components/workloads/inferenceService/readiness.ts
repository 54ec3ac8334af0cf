import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import { fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { restrictedContainer, restrictedUser } from "../../kubernetes/restrictedPod";

/** The image knows no user but root. */
const user = 1000;

export interface ReadinessJobArgs {
  /** An image with Python. */
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Service that KServe makes of the version. */
  readonly predictor: string;
  readonly timeoutMinutes: number;
  /** What the version is made of: where it changes, the job is made anew, and so waits again. */
  readonly subject: unknown;
}

/**
 * The job by which `up` waits until a version answers, through the Service that KServe made of it.
 *
 * Not by the condition `Ready`: KServe 0.20 writes the generation of a Deployment into the InferenceService's
 * `status.observedGeneration`. Pulumi takes that for its own, and would wait for ever after most changes:
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service_status.go.
 *
 * Without a time to live: Pulumi owns the job, and would miss one that removed itself.
 */
export function readinessJobSpec(args: ReadinessJobArgs): types.input.batch.v1.JobSpec {
  return {
    // Its node may go.
    backoffLimit: 3,
    activeDeadlineSeconds: args.timeoutMinutes * 60,
    template: {
      metadata: { labels: args.labels, annotations: { [fingerprintAnnotation]: fingerprint(args.subject) } },
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedUser(user),
        containers: [
          {
            name: "wait",
            image: args.image,
            command: ["python", "-c", readinessScript()],
            args: [`http://${args.predictor}/v2/health/ready`],
            resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "128Mi" } },
            securityContext: restrictedContainer,
            terminationMessagePolicy: "FallbackToLogsOnError",
          },
        ],
      },
    },
  };
}

function readinessScript(): string {
  return readFileSync(path.join(__dirname, "wait_until_ready.py"), "utf8");
}

function fingerprint(subject: unknown): string {
  return createHash("sha256").update(JSON.stringify(subject)).digest("hex").slice(0, 16);
}
