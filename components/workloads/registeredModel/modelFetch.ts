import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import { restrictedContainer } from "../../kubernetes/restrictedPod";
import type { RegisteredModel } from "./registeredModel";

const scriptFile = "fetch_model.py";
const scriptFolder = "/etc/fetch-model";

/** Volume with the model, and where both containers see it. */
export const modelVolume = { name: "model", mountPath: "/mnt/models" } as const;

/** The model's files, as the server finds them. */
export const modelPath = `${modelVolume.mountPath}/model`;

/** What a ConfigMap has to hold for `fetchContainer`. */
export function fetchScript(): Record<string, string> {
  return { [scriptFile]: readFileSync(path.join(__dirname, scriptFile), "utf8") };
}

/** Changes with the script: pods read it only when they start. */
export function scriptFingerprint(): string {
  return createHash("sha256").update(Object.values(fetchScript()).join("")).digest("hex").slice(0, 16);
}

export interface FetchArgs {
  readonly model: RegisteredModel;
  /** The platform's image of MLflow. */
  readonly fetchImage: string;
  /** Secret with `MLFLOW_TRACKING_URI`, `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`. */
  readonly mlflowSecret: string;
}

/** The container that brings the model before the server starts. The pod starts it anew until it succeeds. */
export function fetchContainer({ model, fetchImage, mlflowSecret }: FetchArgs): types.input.core.v1.Container {
  return {
    name: "fetch-model",
    image: fetchImage,
    command: ["python", `${scriptFolder}/${scriptFile}`],
    args: [model.name, String(model.version), model.digest, modelVolume.mountPath],
    envFrom: [{ secretRef: { name: mlflowSecret } }],
    env: [
      { name: "HOME", value: "/tmp" },
      // No bar of progress in a log, and no word to MLflow's makers.
      { name: "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", value: "false" },
      { name: "MLFLOW_DISABLE_TELEMETRY", value: "true" },
    ],
    // Several files at a time, a chunk of each in memory.
    resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    securityContext: restrictedContainer,
    // Why it failed, in the pod's status.
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [
      modelVolume,
      { name: "tmp", mountPath: "/tmp" },
      { name: "fetch-model", mountPath: scriptFolder, readOnly: true },
    ],
  };
}

/** Volumes that `fetchContainer` mounts, but for `/tmp`. */
export function fetchVolumes(configMap: string, sizeLimit: string): types.input.core.v1.Volume[] {
  return [
    { name: modelVolume.name, emptyDir: { sizeLimit } },
    { name: "fetch-model", configMap: { name: configMap } },
  ];
}
