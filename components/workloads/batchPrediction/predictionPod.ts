import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { types } from "@pulumi/kubernetes";
import { binaryQuantity } from "../../../core/kubernetes/quantities";
import { pinnedImage } from "../../kubernetes/image";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import { containerEnvironment } from "../containerEnvironment";
import { fetchContainer, fetchScript, fetchVolumes, modelVolume } from "../registeredModel/modelFetch";
import { acceleratorsOf } from "../sizing/podSize";
import { threadCount, threadVariables } from "../threads";
import { containerResources } from "../training/trainingResources";
import type { BatchPredictionArguments } from "./arguments";
import { ownEnvironment } from "./environment";
import { predictionPlacement, predictionResources } from "./placement";

const finishFile = "finish_shard.sh";
const finishFolder = "/etc/batch-prediction";

/** Time from SIGTERM to SIGKILL, seconds. EC2 announces a spot interruption two minutes ahead. */
const gracePeriodSeconds = 110;

/** Name of the container of the team's program. */
const predictContainer = "predict";

/** Returns the data of the ConfigMap: the scripts that run before and after the program. */
export function scripts(): Record<string, string> {
  return { ...fetchScript(), [finishFile]: readFileSync(path.join(__dirname, finishFile), "utf8") };
}

/** Arguments of `predictionPod`. */
export interface PredictionPodArgs {
  /** Checked arguments of the workload. */
  readonly args: BatchPredictionArguments;
  /** Labels of the pods: the workload's own, which name its team. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the ConfigMap with `scripts`. */
  readonly configMap: string;
}

/**
 * Returns the pod template of a shard. Three containers run one after another: the first downloads and verifies the
 * model, the second is the team's program, the third writes the marker of the shard. So a marker exists only for a
 * complete shard.
 */
export function predictionPod({ args, labels, configMap }: PredictionPodArgs) {
  const { model, user, workspace, run } = args;
  const { nodeSelector, tolerations } = predictionPlacement(args);
  const resources = predictionResources(args);
  return {
    metadata: {
      labels: { ...labels },
      annotations: {
        // Node autoscalers do not evict the pod, which would lose its work.
        "karpenter.sh/do-not-disrupt": "true",
        "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
        // Pods read the scripts only when they start.
        "mlops.platform/scripts": fingerprint(),
        ...(run !== undefined && { "mlops.platform/run": run }),
      },
    },
    spec: {
      restartPolicy: "Never",
      serviceAccountName: "training",
      ...restrictedPod(user),
      terminationGracePeriodSeconds: gracePeriodSeconds,
      nodeSelector,
      tolerations,
      initContainers: [
        fetchContainer({
          model,
          fetchImage: pinnedImage(workspace.mirror, "mlflow"),
          mlflowSecret: workspace.mlflowSecret,
        }),
        programContainer(args),
      ],
      containers: [finishContainer(args)],
      volumes: [
        ...fetchVolumes(configMap, binaryQuantity(model.sizeGibibytes * 1024)),
        { name: "tmp", emptyDir: { sizeLimit: binaryQuantity(resources.scratchMebibytes) } },
        {
          name: "shared-memory",
          emptyDir: { medium: "Memory", sizeLimit: binaryQuantity(resources.sharedMemoryMebibytes) },
        },
      ],
    },
  } satisfies types.input.core.v1.PodTemplateSpec;
}

function programContainer(args: BatchPredictionArguments): types.input.core.v1.Container {
  const { image, command, model } = args;
  const resources = predictionResources(args);
  const placement = predictionPlacement(args);
  const threads = threadCount(resources.milliCpus / 1000, Math.max(1, acceleratorsOf(placement)));
  const { requests, limits } = containerResources(placement, resources);
  // The model is on the node's disk too, so that the scheduler must know its size.
  const disk = binaryQuantity(resources.scratchMebibytes + model.sizeGibibytes * 1024);
  return {
    name: predictContainer,
    image,
    ...(command && { command: [...command] }),
    ...(args.args && { args: [...args.args] }),
    env: [...ownEnvironment(args), ...containerEnvironment(threadVariables(threads, args), args)],
    resources: { requests: { ...requests, "ephemeral-storage": disk }, limits },
    securityContext: restrictedContainer,
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [
      { ...modelVolume, readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
      { name: "shared-memory", mountPath: "/dev/shm" },
    ],
  };
}

function finishContainer(args: BatchPredictionArguments): types.input.core.v1.Container {
  const { workspace, model, shards } = args;
  return {
    name: "finish",
    image: pinnedImage(workspace.mirror, "aws-cli"),
    command: ["/bin/sh", `${finishFolder}/${finishFile}`],
    args: ["$(OUTPUT_URI)", "$(SHARD_INDEX)", String(shards), `${model.name}/${model.version}@${model.digest}`],
    env: ownEnvironment(args),
    resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "256Mi" } },
    securityContext: restrictedContainer,
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      { name: "fetch-model", mountPath: finishFolder, readOnly: true },
    ],
  };
}

function fingerprint(): string {
  return createHash("sha256").update(Object.values(scripts()).join("")).digest("hex").slice(0, 16);
}
