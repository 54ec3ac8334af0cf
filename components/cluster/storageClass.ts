import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";

/** Arguments of `DefaultStorageClass`. */
export interface DefaultStorageClassArgs {
  /** KMS key of volumes. */
  readonly volumeKey: EncryptionKey;
}

/**
 * The default storage class, `gp3`: volumes that the volume key encrypts, each created in the zone of its first pod.
 *
 * It replaces the storage class of the add-on, which does not set encryption.
 *
 * ### Cost
 * 0.08 USD for each GiB and month (us-east-1).
 */
export class DefaultStorageClass extends Component {
  /** Name of the storage class. */
  readonly storageClassName: pulumi.Output<string>;

  constructor(name: string, args: DefaultStorageClassArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DefaultStorageClass", name, opts);

    const created = new k8s.storage.v1.StorageClass(
      name,
      {
        metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true", kmsKeyId: args.volumeKey.arn },
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Delete",
      },
      { parent: this },
    );

    this.storageClassName = created.metadata.name;
    this.registerOutputs({ storageClassName: this.storageClassName });
  }
}
