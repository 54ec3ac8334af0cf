import { specimens } from "../../specimen";
import { repository } from "../../specimens/data";
import { rule } from "./repositoriesAreImmutableAndScanned";

export default specimens(rule, {
  passing: [{ of: "a repository of fixed tags", stack: repository() }],
  failing: [
    {
      of: "a repository whose tags move",
      stack: repository({ imageTagMutability: "MUTABLE" }),
      says: "imageTagMutability: lets tags move",
    },
    {
      of: "a repository without scans",
      stack: repository({ imageScanningConfiguration: undefined }),
      says: "imageScanningConfiguration.scanOnPush: is off",
    },
    {
      of: "a repository with AES alone",
      stack: repository({ encryptionConfigurations: [{ encryptionType: "AES256" }] }),
      says: "encryptionConfigurations: does not encrypt with KMS",
    },
  ],
});
