import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksSecretsAreEncrypted";

const secrets = { resources: ["secrets"] };

export default specimens(rule, {
  passing: [
    { title: "a cluster with a customer-managed key", stack: [cluster()] },
    {
      title: "a cluster whose key is not created yet",
      stack: [cluster({ encryptionConfig: { ...secrets, provider: { keyArn: "[unknown:urn:pulumi:key#arn]" } } })],
    },
  ],
  failing: [
    {
      title: "a cluster without encryption",
      stack: [cluster({ encryptionConfig: undefined })],
      message: "encryptionConfig.resources: must include secrets",
    },
    {
      title: "encryption without a key",
      stack: [cluster({ encryptionConfig: { ...secrets, provider: { keyArn: undefined } } })],
      message: "encryptionConfig.provider.keyArn: must be a customer-managed key",
    },
    {
      title: "encryption with AWS's key",
      stack: [
        cluster({
          encryptionConfig: { ...secrets, provider: { keyArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/eks" } },
        }),
      ],
      message: "encryptionConfig.provider.keyArn: must be a customer-managed key",
    },
  ],
});
