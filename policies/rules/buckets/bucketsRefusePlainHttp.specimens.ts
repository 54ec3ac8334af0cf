import { specimens } from "../../specimen";
import { bucket, onlyTls } from "../../specimens/bucket";
import { document, type Statement } from "../../specimens/iam";
import { rule } from "./bucketsRefusePlainHttp";

const open = "its BucketPolicy lets plain HTTP in";

const saying = (changes: Statement) => bucket({ policy: { policy: document(onlyTls(changes)) } });

export default specimens(rule, {
  passing: [
    { of: "a bucket with its policy", stack: bucket() },
    { of: "a policy of another form", stack: saying({ Principal: { AWS: ["*"] } }) },
    { of: "a policy for whatever is in the bucket", stack: saying({ Resource: "*" }) },
    { of: "a policy for the objects", stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts/*" }) },
    {
      of: "a policy with the key in lower case and the value without quotes",
      stack: saying({ Condition: { Bool: { "aws:securetransport": [false] } } }),
    },
  ],
  failing: [
    { of: "a bucket without a policy", stack: bucket({ policy: undefined }), says: "has no BucketPolicy" },
    {
      of: "a policy that refuses writing alone",
      stack: saying({ Action: "s3:PutObject" }),
      says: open,
    },
    {
      of: "a policy that refuses TLS",
      stack: saying({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      says: open,
    },
    {
      of: "a policy for the bucket without its objects",
      stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts" }),
      says: open,
    },
    { of: "a policy for one folder", stack: saying({ Resource: "arn:aws:s3:::mlops-artifacts/public/*" }), says: open },
    {
      of: "a policy for one address",
      stack: saying({
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "192.0.2.1/32" } },
      }),
      says: open,
    },
    {
      of: "a policy for services of AWS",
      stack: saying({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "true" } } }),
      says: open,
    },
  ],
});
