import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsWithoutAcls";

export default specimens(rule, {
  passing: [{ of: "a bucket without ACLs", stack: bucket() }],
  failing: [
    {
      of: "a bucket without ownership controls",
      stack: bucket({ ownership: undefined }),
      says: "must have BucketOwnershipControls",
    },
    {
      of: "a bucket with ACLs",
      stack: bucket({ ownership: { rule: { objectOwnership: "BucketOwnerPreferred" } } }),
      says: "objectOwnership of its BucketOwnershipControls must be BucketOwnerEnforced",
    },
  ],
});
