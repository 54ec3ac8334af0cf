import { parse } from "yaml";
import { waitContainer } from "../../../components/kubeflow/trainingOperator/waitContainer";
import { pinnedImage } from "../../../components/kubernetes/image";
import type { JsonObject } from "../../../core/json/json";
import { resolved } from "./context";
import type { Declared } from "./declared";
import { objectIn, objectsIn, type UpstreamManifest, upstreamPod } from "./upstreamObject";

/**
 * Pods that Training Operator creates. Source: https://github.com/kubeflow/trainer, tag v1.9.4, `pkg/controller.v1`.
 *
 * `common/pod.go`, `createNewPod`: the replica's template with labels of the replica, and its restart policy.
 */

/** `tensorflow/tfjob_controller.go`, `SetClusterSpec`: TF_CONFIG; the port is a default of the TFJob. */
export function tfJobPod({ TFJob }: Pick<Declared, "TFJob">): UpstreamManifest {
  const name = TFJob.metadata.name;
  const { metadata, spec } = templateOf(TFJob, "tfReplicaSpecs", "Worker");
  const config = { cluster: { worker: [`${name}-worker-0.vision.svc:2222`] }, task: { type: "worker", index: 0 } };
  const containers = objectsIn(spec.containers).map(
    (container): JsonObject => ({
      ...container,
      env: [...listIn(container.env), { name: "TF_CONFIG", value: JSON.stringify(config) }],
      ports: [{ name: "tfjob-port", containerPort: 2222 }],
    }),
  );
  return replicaPod(
    { apiVersion: "kubeflow.org/v1", kind: "TFJob", name },
    { metadata, spec: { ...spec, containers, restartPolicy: "OnFailure" } },
  );
}

/**
 * The container that workers wait in: `pytorch/initcontainer.go`, `setInitContainer`, by a template of OURS or by its
 * own.
 */
export type WaitContainer = (master: string) => JsonObject[];

/** Our template, which the operator reads from `/etc/config/initContainer.yaml`. */
export const ownWaitContainer: WaitContainer = (master) => {
  const text = waitContainer(resolved(pinnedImage({}, "alpine")))
    .replaceAll("{{.MasterAddr}}", master)
    .replaceAll("{{.MaxTries}}", "100");
  const containers: JsonObject[] = parse(text);
  return containers;
};

/** Upstream's template, which applies without that file. */
export const upstreamWaitContainer: WaitContainer = (master) => [
  {
    name: "init-pytorch",
    image: "alpine:3.10",
    imagePullPolicy: "IfNotPresent",
    resources: { limits: { cpu: "100m", memory: "20Mi" }, requests: { cpu: "50m", memory: "10Mi" } },
    command: ["sh", "-c", `nslookup ${master}`],
  },
];

/**
 * `pytorch/envvar.go`, `setPodEnv`, and the container that waits. The platform declares no PyTorchJob: this one is as a
 * team would write it, with the pod of a TFJob.
 */
export function pyTorchJobPod({ TFJob }: Pick<Declared, "TFJob">, wait: WaitContainer): UpstreamManifest {
  const { metadata, spec } = templateOf(TFJob, "tfReplicaSpecs", "Worker");
  const containers = objectsIn(spec.containers).map(
    (container): JsonObject => ({
      ...container,
      name: "pytorch",
      env: [
        ...listIn(container.env),
        ...Object.entries({
          PYTHONUNBUFFERED: "1",
          MASTER_PORT: "23456",
          PET_MASTER_PORT: "23456",
          MASTER_ADDR: "mnist-master-0",
          PET_MASTER_ADDR: "mnist-master-0",
          WORLD_SIZE: "2",
          RANK: "1",
          PET_NODE_RANK: "1",
          PET_NNODES: "2",
        }).map(([name, value]): JsonObject => ({ name, value })),
      ],
      ports: [{ name: "pytorchjob-port", containerPort: 23456 }],
    }),
  );
  return replicaPod(
    { apiVersion: "kubeflow.org/v1", kind: "PyTorchJob", name: "mnist" },
    { metadata, spec: { ...spec, containers, initContainers: wait("mnist-master-0"), restartPolicy: "OnFailure" } },
  );
}

function templateOf(job: UpstreamManifest, specs: string, type: string): { metadata: JsonObject; spec: JsonObject } {
  const template = objectIn(objectIn(objectIn(objectIn(job.spec)[specs])[type]).template);
  return { metadata: objectIn(template.metadata), spec: objectIn(template.spec) };
}

function replicaPod(
  owner: { apiVersion: string; kind: string; name: string },
  { metadata, spec }: { metadata: JsonObject; spec: JsonObject },
): UpstreamManifest {
  const labels = {
    ...objectIn(metadata.labels ?? {}),
    "training.kubeflow.org/operator-name": `${owner.kind.toLowerCase()}-controller`,
    "training.kubeflow.org/job-name": owner.name,
    "training.kubeflow.org/replica-type": "worker",
    "training.kubeflow.org/replica-index": "0",
  };
  const name = `${owner.name}-worker-0`;
  return upstreamPod({ name, owner, labels, annotations: objectIn(metadata.annotations ?? {}) }, spec);
}

function listIn(value: JsonObject[string] | undefined): JsonObject[string][] {
  return Array.isArray(value) ? value : [];
}
