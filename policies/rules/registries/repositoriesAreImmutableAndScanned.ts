import type * as aws from "@pulumi/aws";
import { isTrue, itemsOf } from "../../inputReaders";
import { awsRule } from "../../rule";

export const rule = awsRule<aws.ecr.RepositoryArgs>()({
  name: "repositories-are-immutable-and-scanned",
  title: "Repositories have immutable tags, scan images and encrypt with KMS",
  severity: "high",
  why: "If a tag can be moved, the next pod may run different code than the version that was tested and approved.",
  fix: 'set imageTagMutability: "IMMUTABLE", scanOnPush: true and encryptionType: "KMS", as ImageRepositories does',
  references: [{ name: "CKV_AWS_51" }, { name: "CKV_AWS_136" }, { name: "CKV_AWS_163" }, { name: "CIS EKS 5.1.1" }],
  enforcement: "mandatory",
  types: ["aws:ecr/repository:Repository"],
  check: ({ imageTagMutability, imageScanningConfiguration, encryptionConfigurations }) => {
    const encryptions = itemsOf(encryptionConfigurations).map((one) => one?.encryptionType);
    const kms = encryptions.length > 0 && encryptions.every((one) => one === "KMS" || one === "KMS_DSSE");
    return [
      ...(imageTagMutability === "IMMUTABLE" ? [] : [{ at: "imageTagMutability", problem: "must be IMMUTABLE" }]),
      ...(isTrue(imageScanningConfiguration?.scanOnPush)
        ? []
        : [{ at: "imageScanningConfiguration.scanOnPush", problem: "must be true" }]),
      ...(kms ? [] : [{ at: "encryptionConfigurations", problem: "must encrypt with KMS" }]),
    ];
  },
});
