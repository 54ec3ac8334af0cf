import { specimens } from "../../specimen";
import { key, keyPolicy } from "../../specimens/keys";
import { rule } from "./keyPoliciesNamePrincipals";

const use = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" };
const where = (operator: string, name: string, value: unknown) => [
  key({}, keyPolicy({ ...use, Condition: { [operator]: { [name]: value } } })),
];
const says = "policy.Statement[1].Principal.AWS: must not allow everyone to use the key";

export default specimens(rule, {
  passing: [
    { of: "a key for its account", stack: [key()] },
    { of: "a key with AWS's default policy", stack: [key({ policy: undefined })] },
    {
      of: "all principals of one account",
      stack: [key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }))],
    },
    {
      of: "all principals of one account, with its number unquoted",
      stack: where("StringEquals", "kms:CallerAccount", 111122223333),
    },
    {
      of: "all roles of one account",
      stack: where("StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"),
    },
    { of: "requests for one bucket", stack: where("ArnLike", "aws:SourceArn", "arn:aws:s3:::mlops-artifacts") },
    {
      of: "one unit of an organization",
      stack: where("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1a2b/r-1/*"),
    },
    { of: "all sessions of one role", stack: where("StringLike", "aws:userid", "AROAEXAMPLE:*") },
  ],
  failing: [
    {
      of: "a role of any account",
      stack: where("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*"),
      says,
    },
    {
      of: "a role of one account or of any account",
      stack: where("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::111122223333:role/ci", "arn:aws:iam::*:role/ci"]),
      says,
    },
    { of: "accounts by a wildcard", stack: where("StringLike", "kms:CallerAccount", "1*"), says },
    { of: "any organization", stack: where("StringLike", "aws:PrincipalOrgID", "o-*"), says },
    { of: "any bucket", stack: where("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), says },
    { of: "every principal", stack: [key({}, keyPolicy(use))], says },
    {
      of: "every principal, in the short form",
      stack: [key({}, keyPolicy({ ...use, Principal: "*" }))],
      says: "policy.Statement[1].Principal: must not allow everyone to use the key",
    },
    {
      of: "every principal that uses one service",
      stack: [
        key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
      ],
      says,
    },
  ],
});
