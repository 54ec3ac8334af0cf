import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { pinnedImage } from "../kubernetes/image";
import type { Mirror } from "../kubernetes/mirror";
import { restrictedContainerAs } from "../kubernetes/restrictedPod";

/** Name by which InferenceServices ask for it. */
export const modelStorageName = "team-models";

export interface ModelStorageArgs {
  readonly mirror: Mirror;
  /** Region of the bucket. */
  readonly region: string;
}

/** The image's own user is root. */
const user = 1000;

/** Copies what lies below an address, which ends with a slash, into a folder. KServe gives it both as arguments. */
export const copyModel = `aws s3 cp --recursive --only-show-errors "$0" "$1"
[ -n "$(ls -A "$1")" ] || { echo "no files below $0" >&2; exit 1; }
`;

/**
 * How models of teams get from S3 into pods of KServe: AWS's own client instead of KServe's.
 *
 * KServe's asks S3 for the bucket itself first (`HeadBucket`). A team's role may list nothing but the team's part of the
 * bucket, and is refused: https://github.com/kserve/kserve/blob/v0.20.0/python/storage/kserve_storage/kserve_storage.py.
 * To open the bucket for that would show every team the names of all others' files.
 *
 * One for the whole cluster. Needs KServe's `ready` (`dependsOn`), and each `InferenceService` needs it.
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

    this.registerOutputs({});
  }
}

/** A ClusterStorageContainer's `spec`. */
export function modelStorageSpec(image: string, region: string) {
  return {
    supportedUriFormats: [{ prefix: "s3://" }],
    workloadType: "initContainer",
    supportsMultiModelDownload: false,
    container: {
      // KServe knows the container by this name.
      name: "storage-initializer",
      image,
      command: ["/bin/sh", "-ec", copyModel],
      env: [
        { name: "HOME", value: "/tmp" },
        { name: "AWS_REGION", value: region },
      ],
      resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      securityContext: restrictedContainerAs(user),
    },
  };
}
