import { specimens } from "../../specimen";
import { bucket, onlyTls } from "../../specimens/bucket";
import { document, type Statement } from "../../specimens/iam";
import { rule } from "./bucketsRefusePlainHttp";

const open = "its BucketPolicy must deny requests without TLS";

const saying = (changes: Statement) => bucket({ policy: { policy: document(onlyTls(changes)) } });

export default specimens(rule, {
  passing: [
    { title: "a bucket with the policy", stack: bucket() },
    { title: "a policy whose principal is a list", stack: saying({ Principal: { AWS: ["*"] } }) },
    { title: "a policy for every resource", stack: saying({ Resource: "*" }) },
    { title: "a policy for all objects", stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts/*" }) },
    {
      title: "a policy with the condition key in lower case and a boolean value",
      stack: saying({ Condition: { Bool: { "aws:securetransport": [false] } } }),
    },
  ],
  failing: [
    { title: "a bucket without a policy", stack: bucket({ policy: undefined }), message: "must have a BucketPolicy" },
    {
      title: "a policy that denies only writes",
      stack: saying({ Action: "s3:PutObject" }),
      message: open,
    },
    {
      title: "a policy that denies requests with TLS",
      stack: saying({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      message: open,
    },
    {
      title: "a policy for the bucket but not for its objects",
      stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts" }),
      message: open,
    },
    {
      title: "a policy for one folder",
      stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts/public/*" }),
      message: open,
    },
    {
      title: "a policy with a further condition on the address",
      stack: saying({
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "192.0.2.1/32" } },
      }),
      message: open,
    },
    {
      title: "a policy for AWS services only",
      stack: saying({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "true" } } }),
      message: open,
    },
  ],
});
