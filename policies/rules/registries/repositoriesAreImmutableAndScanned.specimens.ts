import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./repositoriesAreImmutableAndScanned";

export default specimens(rule, {
  passing: [{ of: "a repository with immutable tags", stack: repository() }],
  failing: [
    {
      of: "a repository with mutable tags",
      stack: repository({ imageTagMutability: "MUTABLE" }),
      says: "imageTagMutability: must be IMMUTABLE",
    },
    {
      of: "a repository without scans",
      stack: repository({ imageScanningConfiguration: undefined }),
      says: "imageScanningConfiguration.scanOnPush: must be true",
    },
    {
      of: "a repository encrypted with AES256",
      stack: repository({ encryptionConfigurations: [{ encryptionType: "AES256" }] }),
      says: "encryptionConfigurations: must encrypt with KMS",
    },
  ],
});
