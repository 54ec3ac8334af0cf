import { specimens } from "../../specimen";
import { document, readModels, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamNoWildcardResources";

const { Resource: _, ...withoutResource } = readModels;
const policy = (changes: object) => rolePolicy(document({ ...readModels, ...changes }));
const everything = { Action: "ec2:TerminateInstances", Resource: "*" };

export default specimens(rule, {
  passing: [
    { of: "a policy for one prefix", stack: [policy({})] },
    {
      of: "reads that know no resource",
      stack: [policy({ Action: ["ec2:DescribeSubnets", "autoscaling:Describe*"], Resource: "*" })],
    },
    {
      of: "resources with a tag",
      stack: [policy({ ...everything, Condition: { StringEquals: { "aws:ResourceTag/platform": "mlops" } } })],
    },
  ],
  failing: [
    {
      of: "a policy for all resources",
      stack: [policy(everything)],
      says: "policy.Statement[0].Resource: opens all resources",
    },
    {
      of: "a policy for all buckets",
      stack: [policy({ Resource: ["arn:aws:s3:::mlops-artifacts/*", "arn:aws:s3:::*"] })],
      says: "policy.Statement[0].Resource[1]: opens all resources",
    },
    {
      of: "a policy for all but one bucket",
      stack: [rolePolicy(document({ ...withoutResource, NotResource: "arn:aws:s3:::mlops-artifacts/*" }))],
      says: "policy.Statement[0].NotResource: opens all resources but those that it names",
    },
    {
      of: "a condition on the region alone",
      stack: [policy({ ...everything, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })],
      says: "policy.Statement[0].Resource: opens all resources",
    },
    {
      of: "a condition that a request without the tag meets",
      stack: [policy({ ...everything, Condition: { StringEqualsIfExists: { "aws:ResourceTag/platform": "mlops" } } })],
      says: "policy.Statement[0].Resource: opens all resources",
    },
    {
      of: "a read that knows resources",
      stack: [policy({ Action: "ssm:GetParameter", Resource: "*" })],
      says: "policy.Statement[0].Resource: opens all resources",
    },
  ],
});
