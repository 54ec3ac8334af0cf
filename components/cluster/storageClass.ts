import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";

export interface DefaultStorageClassArgs {
  readonly volumeKey: EncryptionKey;
}

/**
 * The class of volumes that name none: gp3, encrypted under our key, in the zone of the pod that asks first.
 *
 * It is ours rather than the add-on's own, which sets no encryption.
 *
 * ### Cost
 * 0.08 USD for each GiB and month (us-east-1).
 */
export class DefaultStorageClass extends Component {
  constructor(name: string, args: DefaultStorageClassArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DefaultStorageClass", name, opts);

    new k8s.storage.v1.StorageClass(
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

    this.registerOutputs({});
  }
}
