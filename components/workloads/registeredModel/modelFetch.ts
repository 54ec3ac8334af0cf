import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import { restrictedContainer } from "../../kubernetes/restrictedPod";
import { fetchDeadlineSeconds } from "../deadlines";
import type { RegisteredModel } from "./registeredModel";

const scriptFile = "fetch_model.py";
const scriptFolder = "/etc/fetch-model";

/** Volume of the model, and its path in both containers. */
export const modelVolume = { name: "model", mountPath: "/mnt/models" } as const;

/** Folder of the model's files in the server's container. */
export const modelPath = `${modelVolume.mountPath}/model`;

/** Data of the ConfigMap for `fetchContainer`. */
export function fetchScript(): Record<string, string> {
  return { [scriptFile]: readFileSync(path.join(__dirname, scriptFile), "utf8") };
}

/** Hash of the script. Pods read the script only when they start. */
export function scriptFingerprint(): string {
  return createHash("sha256").update(Object.values(fetchScript()).join("")).digest("hex").slice(0, 16);
}

/** Arguments of `fetchContainer`. */
export interface FetchArgs {
  /** Model and version of MLflow's registry, and its size on disk. */
  readonly model: RegisteredModel;
  /** The platform's MLflow image. */
  readonly fetchImage: string;
  /** Secret with `MLFLOW_TRACKING_URI`, `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`. */
  readonly mlflowSecret: string;
}

/**
 * Returns the init container that downloads the model. The kubelet restarts it until it succeeds. A try that hangs has
 * an end.
 */
export function fetchContainer({ model, fetchImage, mlflowSecret }: FetchArgs): types.input.core.v1.Container {
  return {
    name: "fetch-model",
    image: fetchImage,
    command: ["python", `${scriptFolder}/${scriptFile}`],
    args: [model.name, String(model.version), model.digest, modelVolume.mountPath],
    envFrom: [{ secretRef: { name: mlflowSecret } }],
    env: [
      { name: "HOME", value: "/tmp" },
      { name: "FETCH_SECONDS", value: String(fetchDeadlineSeconds(model.sizeGibibytes)) },
      // No progress bar in the log, and no telemetry.
      { name: "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", value: "false" },
      { name: "MLFLOW_DISABLE_TELEMETRY", value: "true" },
    ],
    // It downloads several files at a time, with a chunk of each in memory.
    resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    securityContext: restrictedContainer,
    // The reason of a failure, for the pod's status.
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [
      modelVolume,
      { name: "tmp", mountPath: "/tmp" },
      { name: "fetch-model", mountPath: scriptFolder, readOnly: true },
    ],
  };
}

/** Returns the volumes of `fetchContainer`, except `/tmp`. */
export function fetchVolumes(configMap: string, sizeLimit: string): types.input.core.v1.Volume[] {
  return [
    { name: modelVolume.name, emptyDir: { sizeLimit } },
    { name: "fetch-model", configMap: { name: configMap } },
  ];
}
