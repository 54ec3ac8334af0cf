import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsKeepVersions";

export default specimens(rule, {
  passing: [{ title: "a bucket with versioning", stack: bucket() }],
  failing: [
    {
      title: "a bucket without versioning",
      stack: bucket({ versioning: undefined }),
      message: "must have a BucketVersioning",
    },
    {
      title: "a bucket with suspended versioning",
      stack: bucket({ versioning: { versioningConfiguration: { status: "Suspended" } } }),
      message: "its BucketVersioning must be enabled",
    },
  ],
});
