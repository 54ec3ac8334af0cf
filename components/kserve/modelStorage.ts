import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { regionEnvironment } from "../kubernetes/awsRegion";
import { pinnedImage } from "../kubernetes/image";
import type { Mirror } from "../kubernetes/mirror";
import { restrictedContainerAs } from "../kubernetes/restrictedPod";

/** Name of the ClusterStorageContainer, which InferenceServices refer to. */
export const modelStorageName = "team-models";

/**
 * Name of the volume into which models are downloaded. See `StorageInitializerVolumeName` in
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/constants/constants.go, and `AddModelMount` in
 * `pkg/utils/storage.go`.
 */
export const modelVolumeName = "kserve-provision-location";

/** Arguments of `ModelStorage`. */
export interface ModelStorageArgs {
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Region of the bucket. */
  readonly region: string;
}

/** User of the container. The default user of the image is root. */
const user = 1000;

/** Copies all objects below an S3 URI with a trailing slash into a folder. KServe passes both as arguments. */
export const copyModel = `aws s3 cp --recursive --only-show-errors "$0" "$1"
[ -n "$(ls -A "$1")" ] || { echo "no files below $0" >&2; exit 1; }
`;

/**
 * The container that downloads models from S3 into the pods of InferenceServices: the AWS CLI instead of KServe's
 * client.
 *
 * KServe's client calls `HeadBucket` first. A team's role has no permission for that, because it may list only the
 * team's part of the bucket: the permission would show each team the file names of all others. See
 * https://github.com/kserve/kserve/blob/v0.20.0/python/storage/kserve_storage/kserve_storage.py.
 *
 * The whole cluster uses one. It must depend on KServe's controller, and each InferenceService must depend on it.
 */
export class ModelStorage extends Component {
  constructor(name: string, { mirror, region }: ModelStorageArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ModelStorage", name, opts);

    new k8s.apiextensions.CustomResource(
      name,
      {
        apiVersion: "serving.kserve.io/v1alpha1",
        kind: "ClusterStorageContainer",
        metadata: { name: modelStorageName },
        spec: modelStorageSpec(pinnedImage(mirror, "aws-cli"), region),
      },
      { parent: this },
    );

    this.registerOutputs({ storageContainerName: modelStorageName });
  }
}

/** Returns the `spec` of the ClusterStorageContainer. */
export function modelStorageSpec(image: string, region: string) {
  return {
    supportedUriFormats: [{ prefix: "s3://" }],
    workloadType: "initContainer",
    supportsMultiModelDownload: false,
    container: {
      // KServe requires this name.
      name: "storage-initializer",
      image,
      command: ["/bin/sh", "-ec", copyModel],
      env: [{ name: "HOME", value: "/tmp" }, ...regionEnvironment(region)],
      resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      securityContext: restrictedContainerAs(user),
    },
  };
}
