import { specimens } from "../../specimen";
import { bucket, denyInsecureTransport } from "../../specimens/bucket";
import { document, type Statement } from "../../specimens/iam";
import { rule } from "./bucketsRefusePlainHttp";

const open = "its BucketPolicy must deny requests without TLS";

const withStatement = (changes: Statement) => bucket({ policy: { policy: document(denyInsecureTransport(changes)) } });

export default specimens(rule, {
  passing: [
    { title: "a bucket with the policy", stack: bucket() },
    { title: "a policy whose principal is a list", stack: withStatement({ Principal: { AWS: ["*"] } }) },
    { title: "a policy for every resource", stack: withStatement({ Resource: "*" }) },
    { title: "a policy for all objects", stack: withStatement({ Resource: "arn:aws:s3:::mlops-artifacts/*" }) },
    {
      title: "a policy with the condition key in lower case and a boolean value",
      stack: withStatement({ Condition: { Bool: { "aws:securetransport": [false] } } }),
    },
  ],
  failing: [
    { title: "a bucket without a policy", stack: bucket({ policy: undefined }), message: "must have a BucketPolicy" },
    {
      title: "a policy that denies only writes",
      stack: withStatement({ Action: "s3:PutObject" }),
      message: open,
    },
    {
      title: "a policy that denies requests with TLS",
      stack: withStatement({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      message: open,
    },
    {
      title: "a policy for the bucket but not for its objects",
      stack: withStatement({ Resource: "arn:aws:s3:::mlops-artifacts" }),
      message: open,
    },
    {
      title: "a policy for one folder",
      stack: withStatement({ Resource: "arn:aws:s3:::mlops-artifacts/public/*" }),
      message: open,
    },
    {
      title: "a policy with a further condition on the address",
      stack: withStatement({
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "192.0.2.1/32" } },
      }),
      message: open,
    },
    {
      title: "a policy for AWS services only",
      stack: withStatement({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "true" } } }),
      message: open,
    },
  ],
});
