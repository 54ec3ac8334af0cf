import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { apiUseAnnotation, fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { restrictedContainer, restrictedUser } from "../../kubernetes/restrictedPod";
import { readinessAccount } from "../../tenancy/teamReadiness";
import type { InferenceServiceArgs } from "./arguments";
import type { Predictor } from "./storedModel";

/** User ID. The image has no user other than root. */
const user = 1000;

/** Exit code of the script if pods make no progress. Another try would wait in vain. */
const noProgress = 3;

/** Arguments of `readinessJobSpec`. */
export interface ReadinessJobArgs {
  /** An image with Python. */
  readonly image: pulumi.Input<string>;
  /** Labels of the pod: the workload's own, which name its team. */
  readonly labels: Readonly<Record<string, string>>;
  /** Deployment that KServe creates for the version. */
  readonly deployment: string;
  /** Value of `fingerprintAnnotation` of the Deployment's pods. A change replaces the Job, which then waits again. */
  readonly fingerprint: pulumi.Input<string>;
  /** Address that answers 200 when the model is loaded, at the Service that KServe creates for the version. */
  readonly url: string;
  /** Time for one pod, seconds. The Job fails if no pod becomes ready, and none ends, in this time. */
  readonly podSeconds: number;
  /** Time after which the Job fails, seconds. */
  readonly deadlineSeconds: number;
}

/**
 * Returns the spec of the Job by which `up` waits until all pods of a version have its content, and it answers at its
 * Service.
 *
 * The Service alone is not enough: pods with the content before answer too. KServe copies the annotation with the
 * fingerprint from the predictor to its pods: see `pkg/controller/v1beta1/inferenceservice/components/predictor.go`.
 * The condition `Ready` cannot be used: KServe 0.20 writes the generation of a Deployment into
 * `status.observedGeneration` of the InferenceService. Pulumi compares it with the generation of the InferenceService,
 * and would wait until it times out after most changes. See
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/inference_service_status.go.
 *
 * There is no time to live, because Pulumi owns the Job and would report a Job that deleted itself as missing.
 */
export function readinessJobSpec(args: ReadinessJobArgs): types.input.batch.v1.JobSpec {
  const { deployment, fingerprint, url, podSeconds } = args;
  return {
    // Retries, because the node of the Job itself may be lost.
    backoffLimit: 3,
    activeDeadlineSeconds: args.deadlineSeconds,
    podFailurePolicy: {
      rules: [{ action: "FailJob", onExitCodes: { containerName: "wait", operator: "In", values: [noProgress] } }],
    },
    template: {
      metadata: {
        labels: args.labels,
        annotations: {
          [fingerprintAnnotation]: fingerprint,
          [apiUseAnnotation]: "reads the Deployment that it waits for",
        },
      },
      spec: {
        restartPolicy: "Never",
        serviceAccountName: readinessAccount,
        automountServiceAccountToken: true,
        enableServiceLinks: false,
        securityContext: restrictedUser(user),
        containers: [
          {
            name: "wait",
            image: args.image,
            command: ["python", "-c", readinessScript()],
            args: [deployment, fingerprint, url, String(podSeconds)],
            resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "128Mi" } },
            securityContext: restrictedContainer,
            terminationMessagePolicy: "FallbackToLogsOnError",
          },
        ],
      },
    },
  };
}

/** Returns the fingerprint of a version. `written` are the arguments without defaults: see `readinessSubject`. */
export function versionFingerprint(
  written: InferenceServiceArgs,
  predictor: Predictor,
  nodeSelector: Readonly<Record<string, string>>,
): pulumi.Output<string> {
  return pulumi.output(readinessSubject(written, predictor, nodeSelector)).apply(fingerprint);
}

/**
 * Returns what the pods of a version depend on, as written: a changed default of the platform does not wait again.
 */
function readinessSubject(
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
