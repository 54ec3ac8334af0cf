import { specimens } from "../../specimen";
import { document, readModels, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamNoWildcardResources";

const { Resource: _, ...withoutResource } = readModels;
const policy = (changes: object) => rolePolicy(document({ ...readModels, ...changes }));
const everything = { Action: "ec2:TerminateInstances", Resource: "*" };
const anyKey = { Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-central-1:111122223333:key/*" };
const restricted = (title: string, statement: object, operator: string, key: string, value: string) => ({
  title,
  stack: [policy({ ...statement, Condition: { [operator]: { [key]: value } } })],
});
const opens = "policy.Statement[0].Resource: must not allow all resources";

export default specimens(rule, {
  passing: [
    { title: "a policy for one prefix of a bucket", stack: [policy({})] },
    {
      title: "read actions without resource-level permissions",
      stack: [policy({ Action: ["ec2:DescribeSubnets", "autoscaling:Describe*"], Resource: "*" })],
    },
    {
      title: "all resources with a condition on a tag",
      stack: [policy({ ...everything, Condition: { StringEquals: { "aws:ResourceTag/platform": "mlops" } } })],
    },
    restricted("resources with a service's own tag", everything, "StringLike", "ec2:ResourceTag/team", "mlops-*"),
    restricted("resources of one network", everything, "ArnEquals", "ec2:Vpc", "arn:aws:ec2:us-east-1:1111:vpc/vpc-1"),
    restricted(
      "metrics of one namespace",
      { Action: "cloudwatch:PutMetricData", Resource: "*" },
      "StringEquals",
      "cloudwatch:namespace",
      "mlops",
    ),
    restricted("keys with an alias", anyKey, "ForAnyValue:StringLike", "kms:ResourceAliases", "alias/mlops-*"),
    restricted(
      "keys of one bucket's objects",
      anyKey,
      "StringLike",
      "kms:EncryptionContext:aws:s3:arn",
      "arn:aws:s3:::mlops-artifacts/*",
    ),
    {
      title: "all resources of a kind without data",
      stack: [policy({ Action: "iam:GetInstanceProfile", Resource: "arn:aws:iam::111122223333:instance-profile/*" })],
    },
    {
      title: "a bucket whose name equals a kind of resource",
      stack: [policy({ Resource: "arn:aws:s3:::key/*" })],
    },
  ],
  failing: [
    ...[
      ["kms:Decrypt", anyKey.Resource],
      ["kms:Decrypt", "arn:aws:kms:*:*:k*"],
      ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*"],
      ["dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/*"],
      ["ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/*"],
      ["ecr:BatchGetImage", "arn:aws:ecr:us-east-1:111122223333:repository/*"],
    ].map(([Action, Resource]) => ({
      title: `${Action} of ${Resource}`,
      stack: [policy({ Action, Resource })],
      message: opens,
    })),
    ...[
      restricted("a condition on the service's region", everything, "StringEquals", "ec2:Region", "us-east-1"),
      restricted("a condition on any tag", everything, "StringLike", "aws:ResourceTag/platform", "*"),
      restricted("a condition on any network", everything, "ArnLike", "ec2:Vpc", "arn:aws:ec2:*:*:vpc/*"),
      restricted(
        "a condition on the service on the way",
        anyKey,
        "StringEquals",
        "kms:ViaService",
        "s3.us-east-1.amazonaws.com",
      ),
      restricted("a condition on any alias", anyKey, "ForAnyValue:StringLike", "kms:ResourceAliases", "alias/*"),
      restricted(
        "a condition on any bucket",
        anyKey,
        "StringLike",
        "kms:EncryptionContext:aws:s3:arn",
        "arn:aws:s3:::*",
      ),
    ].map((one) => ({ ...one, message: opens })),
    {
      title: "a policy for all resources",
      stack: [policy(everything)],
      message: "policy.Statement[0].Resource: must not allow all resources",
    },
    {
      title: "a policy for all buckets",
      stack: [policy({ Resource: ["arn:aws:s3:::mlops-artifacts/*", "arn:aws:s3:::*"] })],
      message: "policy.Statement[0].Resource[1]: must not allow all resources",
    },
    {
      title: "a policy for all buckets but one",
      stack: [rolePolicy(document({ ...withoutResource, NotResource: "arn:aws:s3:::mlops-artifacts/*" }))],
      message: "policy.Statement[0].NotResource: must be Resource: it allows all resources except those listed",
    },
    {
      title: "a condition only on the region",
      stack: [policy({ ...everything, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })],
      message: "policy.Statement[0].Resource: must not allow all resources",
    },
    {
      title: "a condition that holds for requests without the tag",
      stack: [policy({ ...everything, Condition: { StringEqualsIfExists: { "aws:ResourceTag/platform": "mlops" } } })],
      message: "policy.Statement[0].Resource: must not allow all resources",
    },
    {
      title: "a read action with resource-level permissions",
      stack: [policy({ Action: "ssm:GetParameter", Resource: "*" })],
      message: "policy.Statement[0].Resource: must not allow all resources",
    },
  ],
});
