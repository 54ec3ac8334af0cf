import { expect, it } from "vitest";
import { DefaultStorageClass } from "../../../components/cluster/storageClass";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

it("DefaultStorageClass creates encrypted gp3 volumes in the zone of the first pod", async () => {
  const resources = await recordComponent(
    () =>
      new DefaultStorageClass("class", {
        volumeKey: new EncryptionKey("key", { account, description: "Volumes", deletionProtection: false }),
      }),
  );
  expect(only(resources, "kubernetes:storage.k8s.io/v1:StorageClass").inputs).toEqual({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "ebs.csi.aws.com",
    parameters: {
      type: "gp3",
      encrypted: "true",
      kmsKeyId: `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`,
    },
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
    reclaimPolicy: "Delete",
  });
});
