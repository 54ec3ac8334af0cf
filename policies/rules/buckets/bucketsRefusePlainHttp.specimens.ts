import { specimens } from "../../specimen";
import { bucket, onlyTls } from "../../specimens/bucket";
import { document } from "../../specimens/iam";
import { rule } from "./bucketsRefusePlainHttp";

const open = "its BucketPolicy lets plain HTTP in";

export default specimens(rule, {
  passing: [
    { of: "a bucket with its policy", stack: bucket() },
    {
      of: "a policy of another form",
      stack: bucket({ policy: { policy: document(onlyTls({ Principal: { AWS: ["*"] } })) } }),
    },
  ],
  failing: [
    { of: "a bucket without a policy", stack: bucket({ policy: undefined }), says: "has no BucketPolicy" },
    {
      of: "a policy that refuses writing alone",
      stack: bucket({ policy: { policy: document(onlyTls({ Action: "s3:PutObject" })) } }),
      says: open,
    },
    {
      of: "a policy that refuses TLS",
      stack: bucket({
        policy: { policy: document(onlyTls({ Condition: { Bool: { "aws:SecureTransport": "true" } } })) },
      }),
      says: open,
    },
  ],
});
