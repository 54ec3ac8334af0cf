import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../core/kubernetes/labels";
import { restrictedContainer, restrictedSystemPod } from "../kubernetes/restrictedPod";
import { administratorSecret, loginsLabel, mlflowTrackingUri, teamUserPrefix } from "./configuration";
import { mlflowUser } from "./server";

/** Of the job, the Secret and the ConfigMap that it reads, and its network policy. */
export const loginsName = "mlflow-logins";

/** Makes users, and says what it changed. Only Python's standard library. */
export const loginsScript = readFileSync(path.join(__dirname, "mlflowLogins.py"), "utf8");
export const loginsScriptKey = "logins.py";

/** With this status the script says that another try would end alike. */
const hopeless = 3;

const folders = { script: "/script", logins: "/logins", administrator: "/administrator" } as const;

export interface LoginsJobArgs {
  readonly image: string;
  /** Changes where a password, the script or the server's users do: the job is then made anew, and so runs again. */
  readonly fingerprint: pulumi.Input<string>;
}

/**
 * The job that brings MLflow's users to the teams that there are. Passwords are files, in no argument and no environment.
 * A server that just restarts is met by another try. Without a time to live: Pulumi owns the job.
 */
export function loginsJobSpec({ image, fingerprint }: LoginsJobArgs): types.input.batch.v1.JobSpec {
  return {
    backoffLimit: 5,
    activeDeadlineSeconds: 600,
    podFailurePolicy: {
      rules: [{ action: "FailJob", onExitCodes: { containerName: "logins", operator: "In", values: [hopeless] } }],
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
            // Whoever describes the pod reads why.
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
