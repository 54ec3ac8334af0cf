import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsAreClosed";

export default specimens(rule, {
  passing: [{ of: "a bucket with its block", stack: bucket() }],
  failing: [
    {
      of: "a bucket without one",
      stack: bucket({ publicAccessBlock: undefined }),
      says: "has no BucketPublicAccessBlock",
    },
    {
      of: "a block that lets policies through",
      stack: bucket({ publicAccessBlock: { blockPublicPolicy: false } }),
      says: "blockPublicPolicy of its BucketPublicAccessBlock is off",
    },
  ],
});
