import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./repositoriesAreImmutableAndScanned";

export default specimens(rule, {
  passing: [{ title: "a repository with immutable tags", stack: repository() }],
  failing: [
    {
      title: "a repository with mutable tags",
      stack: repository({ imageTagMutability: "MUTABLE" }),
      message: "imageTagMutability: must be IMMUTABLE",
    },
    {
      title: "a repository without scans",
      stack: repository({ imageScanningConfiguration: undefined }),
      message: "imageScanningConfiguration.scanOnPush: must be true",
    },
    {
      title: "a repository encrypted with AES256",
      stack: repository({ encryptionConfigurations: [{ encryptionType: "AES256" }] }),
      message: "encryptionConfigurations: must encrypt with KMS",
    },
  ],
});
