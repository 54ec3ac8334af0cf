import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../core/kubernetes/labels";
import { restrictedContainer, restrictedSystemPod } from "../kubernetes/restrictedPod";
import { administratorSecret, loginsLabel, mlflowTrackingUri, teamUserPrefix } from "./configuration";
import { mlflowUser } from "./server";

/** Name of the Job, of its Secret, ConfigMap and network policy. */
export const loginsName = "mlflow-logins";

/** Script that creates users and prints its changes. It uses only Python's standard library. */
export const loginsScript = readFileSync(path.join(__dirname, "mlflowLogins.py"), "utf8");
export const loginsScriptKey = "logins.py";

/** Exit status of the script if a retry cannot succeed. */
const permanentFailureExitCode = 3;

const folders = { script: "/script", logins: "/logins", administrator: "/administrator" } as const;

/** Arguments of `loginsJobSpec`. */
export interface LoginsJobArgs {
  /** The platform's MLflow image, with its digest: the Job uses its Python. */
  readonly image: pulumi.Input<string>;
  /**
   * Text that changes with the passwords, the script and MLflow's database. A change replaces the Job, so that it runs
   * again.
   */
  readonly fingerprint: pulumi.Input<string>;
}

/**
 * Returns the spec of the Job that creates a user for each team and locks users of removed teams. Passwords are in
 * files, not in arguments or environment variables. The Job retries if the server restarts. It has no
 * `ttlSecondsAfterFinished`, because Pulumi owns it.
 */
export function loginsJobSpec({ image, fingerprint }: LoginsJobArgs): types.input.batch.v1.JobSpec {
  return {
    backoffLimit: 5,
    activeDeadlineSeconds: 600,
    podFailurePolicy: {
      rules: [
        {
          action: "FailJob",
          onExitCodes: { containerName: "logins", operator: "In", values: [permanentFailureExitCode] },
        },
      ],
    },
    template: {
      metadata: {
        labels: { [loginsLabel]: "true" },
        annotations: { [fingerprintAnnotation]: fingerprint },
      },
      spec: {
        ...restrictedSystemPod(mlflowUser),
        restartPolicy: "Never",
        containers: [
          {
            name: "logins",
            image,
            command: ["python", `${folders.script}/${loginsScriptKey}`],
            env: [
              { name: "MLFLOW_TRACKING_URI", value: mlflowTrackingUri },
              { name: "USER_PREFIX", value: teamUserPrefix },
              { name: "ADMINISTRATOR", value: folders.administrator },
              { name: "LOGINS", value: folders.logins },
            ],
            resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
            securityContext: restrictedContainer,
            // `kubectl describe pod` shows the reason of a failure.
            terminationMessagePolicy: "FallbackToLogsOnError",
            volumeMounts: Object.entries(folders).map(([name, mountPath]) => ({ name, mountPath, readOnly: true })),
          },
        ],
        volumes: [
          { name: "script", configMap: { name: loginsName } },
          { name: "logins", secret: { secretName: loginsName } },
          { name: "administrator", secret: { secretName: administratorSecret } },
        ],
      },
    },
  };
}
