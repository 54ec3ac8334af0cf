import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsAreClosed";

export default specimens(rule, {
  passing: [{ of: "a bucket with a block", stack: bucket() }],
  failing: [
    {
      of: "a bucket without a block",
      stack: bucket({ publicAccessBlock: undefined }),
      says: "must have a BucketPublicAccessBlock",
    },
    {
      of: "a block that allows public policies",
      stack: bucket({ publicAccessBlock: { blockPublicPolicy: false } }),
      says: "blockPublicPolicy of its BucketPublicAccessBlock must be true",
    },
  ],
});
