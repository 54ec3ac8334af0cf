import { specimens } from "../../specimen";
import { key, keyPolicy } from "../../specimens/keys";
import { rule } from "./keyPoliciesNamePrincipals";

const use = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" };
const where = (operator: string, name: string, value: unknown) => [
  key({}, keyPolicy({ ...use, Condition: { [operator]: { [name]: value } } })),
];
const message = "policy.Statement[1].Principal.AWS: must not allow everyone to use the key";

export default specimens(rule, {
  passing: [
    { title: "a key for its account", stack: [key()] },
    { title: "a key with AWS's default policy", stack: [key({ policy: undefined })] },
    {
      title: "all principals of one account",
      stack: [key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }))],
    },
    {
      title: "all principals of one account, with its number unquoted",
      stack: where("StringEquals", "kms:CallerAccount", 111122223333),
    },
    {
      title: "all roles of one account",
      stack: where("StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"),
    },
    { title: "requests for one bucket", stack: where("ArnLike", "aws:SourceArn", "arn:aws:s3:::mlops-artifacts") },
    {
      title: "one unit of an organization",
      stack: where("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1a2b/r-1/*"),
    },
    { title: "all sessions of one role", stack: where("StringLike", "aws:userid", "AROAEXAMPLE:*") },
  ],
  failing: [
    {
      title: "a role of any account",
      stack: where("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*"),
      message,
    },
    {
      title: "a role of one account or of any account",
      stack: where("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::111122223333:role/ci", "arn:aws:iam::*:role/ci"]),
      message,
    },
    { title: "accounts by a wildcard", stack: where("StringLike", "kms:CallerAccount", "1*"), message },
    { title: "any organization", stack: where("StringLike", "aws:PrincipalOrgID", "o-*"), message },
    { title: "any bucket", stack: where("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), message },
    { title: "every principal", stack: [key({}, keyPolicy(use))], message },
    {
      title: "every principal, in the short form",
      stack: [key({}, keyPolicy({ ...use, Principal: "*" }))],
      message: "policy.Statement[1].Principal: must not allow everyone to use the key",
    },
    {
      title: "every principal that uses one service",
      stack: [
        key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
      ],
      message,
    },
  ],
});
