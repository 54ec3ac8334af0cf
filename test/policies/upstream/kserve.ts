import { modelStorageName, modelStorageSpec } from "../../../components/kserve/modelStorage";
import { kserveRuntimeValues } from "../../../components/kserve/values";
import { pinnedImage } from "../../../components/kubernetes/image";
import { chartNamed } from "../../../components/services/charts";
import type { JsonObject } from "../../../core/json/json";
import { strategicMerge } from "../../../core/kubernetes/strategicMerge";
import { predictorDeployment, predictorsOf } from "../../../sandbox/controllers/predictors";
import { resolved } from "./context";
import type { Declared } from "./declared";
import { objectIn, objectsIn, type UpstreamManifest, upstreamManifest, upstreamPod } from "./upstreamObject";

/** Pods that KServe creates. Source: https://github.com/kserve/kserve, tag v0.20.0. */

/**
 * The Deployment of an InferenceService, in the mode Standard. `pkg/controller/v1beta1/inferenceservice/reconcilers/
 * deployment/deployment_reconciler.go`, `createRawDefaultDeployment`. The container is the runtime's
 * (`charts/kserve-runtime-configs/files/runtimes/resources.yaml`, `kserve-sklearnserver`) with values of OURS under
 * what the InferenceService says, which is OURS; what upstream says of security there,
 * `sandbox/controllers/predictors.ts` has.
 */
export function predictorDeploymentOf({ InferenceService }: Pick<Declared, "InferenceService">): UpstreamManifest {
  const { name } = InferenceService.metadata;
  const service = { ...InferenceService, spec: objectIn(InferenceService.spec) };
  const [stable] = predictorsOf(service);
  const made = objectIn(predictorDeployment(service, stable).spec);
  const template = objectIn(made.template);
  const pod = objectIn(template.spec);
  const [container] = objectsIn(pod.containers);
  const values = kserveRuntimeValues({}).kserve.servingruntime as Record<string, { securityContext?: JsonObject }>;
  const runtime: JsonObject = {
    image: image("sklearnserver"),
    args: [`--model_name=${name}`, "--model_dir=/mnt/models", "--http_port=8080"],
    securityContext: values.sklearnserver?.securityContext ?? {},
  };
  const annotations = {
    "prometheus.kserve.io/path": "/metrics",
    "prometheus.kserve.io/port": "8080",
    "internal.serving.kserve.io/storage-initializer-sourceuri": `s3://bucket/teams/vision/models/${name}/3/`,
    "internal.serving.kserve.io/storage-container-name": modelStorageName,
  };
  const metadata = objectIn(template.metadata);
  return upstreamManifest(
    "apps/v1",
    "Deployment",
    {
      name: stable.objectName,
      owner: { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", name },
      labels: objectIn(metadata.labels),
    },
    {
      ...made,
      template: {
        metadata: { ...metadata, annotations },
        spec: { ...pod, containers: [strategicMerge(objectIn(container), runtime)] },
      },
    },
  );
}

/**
 * Its pod, to which a webhook has added the container that fetches the model. `pkg/webhook/admission/pod/
 * storage_initializer_injector.go`, `CommonStorageInitialization`; `pkg/utils/storage.go`,
 * `CreateInitContainerWithConfig` and `AddModelMount`. Merged over it is the ClusterStorageContainer, which is OURS
 * (`MergeContainerWithPatch`).
 */
export function predictorPod(made: Pick<Declared, "InferenceService">): UpstreamManifest {
  const deployment = predictorDeploymentOf(made);
  const template = objectIn(objectIn(deployment.spec).template);
  const { containers, volumes = [], ...rest } = objectIn(template.spec);
  const mount = { name: "kserve-provision-location", mountPath: "/mnt/models" };
  const uri = objectIn(objectIn(template.metadata).annotations)[
    "internal.serving.kserve.io/storage-initializer-sourceuri"
  ];
  const fetching: JsonObject = {
    name: "storage-initializer",
    image: image("storage-initializer"),
    args: [uri ?? "", "/mnt/models"],
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [mount],
  };
  const variables = { HF_HUB_ENABLE_HF_TRANSFER: "1", HF_XET_HIGH_PERFORMANCE: "1" };
  const own: JsonObject = JSON.parse(
    JSON.stringify(modelStorageSpec(resolved(pinnedImage({}, "aws-cli")), "us-west-2").container),
  );
  const merged = strategicMerge(fetching, own);
  const initializer = {
    ...merged,
    env: [...objectsIn(merged.env), ...Object.entries(variables).map(([name, value]): JsonObject => ({ name, value }))],
  };
  const { labels, annotations } = objectIn(template.metadata);
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: `${deployment.metadata.name}-7d5b` };
  return upstreamPod(
    { name: `${owner.name}-q4lkc`, owner, labels: objectIn(labels), annotations: objectIn(annotations) },
    {
      ...rest,
      initContainers: [initializer],
      containers: objectsIn(containers).map(
        (container): JsonObject => ({
          ...container,
          volumeMounts: [
            ...(Array.isArray(container.volumeMounts) ? container.volumeMounts : []),
            { ...mount, readOnly: true },
          ],
        }),
      ),
      // The InferenceService has this volume with a limit, and KServe adds none.
      volumes: objectsIn(volumes),
    },
  );
}

/** Returns an image by tag, as the charts name it: `docker.io/kserve/sklearnserver:v0.20.0`. */
function image(name: string): string {
  const all: string[] = [...chartNamed("kserve-resources").images, ...chartNamed("kserve-runtime-configs").images];
  const found = all.find((one) => one.includes(`/${name}:`));
  if (found === undefined) throw new Error(`the KServe charts must have the image ${name}`);
  return found;
}
