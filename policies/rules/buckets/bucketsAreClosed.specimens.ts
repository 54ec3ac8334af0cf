import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsAreClosed";

export default specimens(rule, {
  passing: [{ title: "a bucket with a block", stack: bucket() }],
  failing: [
    {
      title: "a bucket without a block",
      stack: bucket({ publicAccessBlock: undefined }),
      message: "must have a BucketPublicAccessBlock",
    },
    {
      title: "a block that allows public policies",
      stack: bucket({ publicAccessBlock: { blockPublicPolicy: false } }),
      message: "blockPublicPolicy of its BucketPublicAccessBlock must be true",
    },
  ],
});
