import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { restrictedContainer, restrictedUser } from "../../kubernetes/restrictedPod";
import type { InferenceServiceArgs } from "./arguments";
import type { Predictor } from "./storedModel";

/** User ID. The image has no user other than root. */
const user = 1000;

/** Arguments of `readinessJobSpec`. */
export interface ReadinessJobArgs {
  /** An image with Python. */
  readonly image: pulumi.Input<string>;
  /** Labels of the pod: the workload's own, which name its team. */
  readonly labels: Readonly<Record<string, string>>;
  /** Address that answers 200 when the model is loaded, at the Service that KServe creates for the version. */
  readonly url: string;
  /** Time after which the Job fails. */
  readonly deadlineSeconds: number;
  /** Content of the version. A change of it replaces the Job, which then waits again. */
  readonly subject: pulumi.Input<object>;
}

/**
 * Returns the spec of the Job by which `up` waits until a version answers at its Service.
 *
 * The condition `Ready` cannot be used: KServe 0.20 writes the generation of a Deployment into `status.observedGeneration` of the
 * InferenceService. Pulumi compares it with the generation of the InferenceService, and would wait until it times out after most
 * changes. See https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service_status.go.
 *
 * There is no time to live, because Pulumi owns the Job and would report a Job that deleted itself as missing.
 */
export function readinessJobSpec(args: ReadinessJobArgs): types.input.batch.v1.JobSpec {
  return {
    // Retries, because the node of the Job itself may be lost.
    backoffLimit: 3,
    activeDeadlineSeconds: args.deadlineSeconds,
    template: {
      metadata: {
        labels: args.labels,
        annotations: { [fingerprintAnnotation]: pulumi.output(args.subject).apply(fingerprint) },
      },
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
            args: [args.url],
            resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "128Mi" } },
            securityContext: restrictedContainer,
            terminationMessagePolicy: "FallbackToLogsOnError",
          },
        ],
      },
    },
  };
}

/**
 * Returns what the pods of a version depend on, as written: a changed default of the platform does not wait again.
 */
export function readinessSubject(
  written: InferenceServiceArgs,
  { format, path, image, modelGibibytes }: Pick<Predictor, "format" | "path" | "image" | "modelGibibytes">,
  nodeSelector: Readonly<Record<string, string>>,
): object {
  const { loadSeconds, requestSeconds, resources, acceleratorCount } = written;
  const { command, args, port, readyPath, livePath, environment, secrets } = written;
  return {
    ...{ format, path, modelGibibytes, loadSeconds, requestSeconds, resources, acceleratorCount, nodeSelector },
    ...{ image, command, args, port, readyPath, livePath, environment, secrets },
  };
}

function readinessScript(): string {
  return readFileSync(path.join(__dirname, "wait_until_ready.py"), "utf8");
}

function fingerprint(subject: unknown): string {
  return createHash("sha256").update(JSON.stringify(subject)).digest("hex").slice(0, 16);
}
