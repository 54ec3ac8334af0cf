import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsKeepVersions";

export default specimens(rule, {
  passing: [{ of: "a bucket with versions", stack: bucket() }],
  failing: [
    { of: "a bucket without", stack: bucket({ versioning: undefined }), says: "has no BucketVersioning" },
    {
      of: "a bucket that no longer keeps them",
      stack: bucket({ versioning: { versioningConfiguration: { status: "Suspended" } } }),
      says: "its BucketVersioning is not enabled",
    },
  ],
});
