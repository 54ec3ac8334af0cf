import type * as aws from "@pulumi/aws";
import { isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.ecr.RepositoryArgs>()({
  name: "repositories-are-immutable-and-scanned",
  title: "Repositories scan images, never move a tag, and encrypt with KMS",
  severity: "high",
  why: "A tag that somebody moves makes the next pod run other code than the one that was tested and signed off.",
  fix: 'set imageTagMutability: "IMMUTABLE", scanOnPush and encryptionType: "KMS", as ImageRepositories does',
  references: [{ name: "CKV_AWS_51" }, { name: "CKV_AWS_136" }, { name: "CKV_AWS_163" }, { name: "CIS EKS 5.1.1" }],
  enforcement: "mandatory",
  types: ["aws:ecr/repository:Repository"],
  check: ({ imageTagMutability, imageScanningConfiguration, encryptionConfigurations }) => {
    const encryptions = itemsOf(encryptionConfigurations).map((one) => one?.encryptionType);
    const kms = encryptions.length > 0 && encryptions.every((one) => one === "KMS" || one === "KMS_DSSE");
    return [
      ...(imageTagMutability === "IMMUTABLE" ? [] : [{ at: "imageTagMutability", problem: "lets tags move" }]),
      ...(isTrue(imageScanningConfiguration?.scanOnPush)
        ? []
        : [{ at: "imageScanningConfiguration.scanOnPush", problem: "is off" }]),
      ...(kms ? [] : [{ at: "encryptionConfigurations", problem: "does not encrypt with KMS" }]),
    ];
  },
});
