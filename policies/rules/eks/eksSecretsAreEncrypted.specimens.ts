import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksSecretsAreEncrypted";

const secrets = { resources: ["secrets"] };

export default specimens(rule, {
  passing: [
    { of: "a cluster with a customer-managed key", stack: [cluster()] },
    {
      of: "a cluster whose key is not created yet",
      stack: [cluster({ encryptionConfig: { ...secrets, provider: { keyArn: "[unknown:urn:pulumi:key#arn]" } } })],
    },
  ],
  failing: [
    {
      of: "a cluster without encryption",
      stack: [cluster({ encryptionConfig: undefined })],
      says: "encryptionConfig.resources: must include secrets",
    },
    {
      of: "encryption without a key",
      stack: [cluster({ encryptionConfig: { ...secrets, provider: { keyArn: undefined } } })],
      says: "encryptionConfig.provider.keyArn: must be a customer-managed key",
    },
    {
      of: "encryption with AWS's key",
      stack: [
        cluster({
          encryptionConfig: { ...secrets, provider: { keyArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/eks" } },
        }),
      ],
      says: "encryptionConfig.provider.keyArn: must be a customer-managed key",
    },
  ],
});
