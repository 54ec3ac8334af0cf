import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsWithoutAcls";

export default specimens(rule, {
  passing: [{ title: "a bucket without ACLs", stack: bucket() }],
  failing: [
    {
      title: "a bucket without ownership controls",
      stack: bucket({ ownership: undefined }),
      message: "must have BucketOwnershipControls",
    },
    {
      title: "a bucket with ACLs",
      stack: bucket({ ownership: { rule: { objectOwnership: "BucketOwnerPreferred" } } }),
      message: "objectOwnership of its BucketOwnershipControls must be BucketOwnerEnforced",
    },
  ],
});
