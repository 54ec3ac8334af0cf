import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsKeepVersions";

export default specimens(rule, {
  passing: [{ of: "a bucket with versioning", stack: bucket() }],
  failing: [
    {
      of: "a bucket without versioning",
      stack: bucket({ versioning: undefined }),
      says: "must have a BucketVersioning",
    },
    {
      of: "a bucket with suspended versioning",
      stack: bucket({ versioning: { versioningConfiguration: { status: "Suspended" } } }),
      says: "its BucketVersioning must be enabled",
    },
  ],
});
