import { specimens } from "../../specimen";
import { document, podTrust, role, type Statement } from "../../specimens/iam";
import { rule } from "./iamTrustIsScoped";

const at = "assumeRolePolicy.Statement[0]";
const trusting = (statement: Statement) => [role({}, document(statement))];
const account = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" };
const accountWhere = (operator: string, key: string, value: string) =>
  trusting({ ...account, Condition: { [operator]: { [key]: value } } });
const wholeAccount = `${at}.Principal.AWS: trusts a whole account: no condition says who of it`;
const provider = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";
const webIdentity = (condition: object) => ({
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${provider}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
});
const { Principal: _, ...withoutPrincipal } = account;
const { Condition: __, ...anyPod } = podTrust;

export default specimens(rule, {
  passing: [
    { of: "trust in the pods of a service account", stack: [role()] },
    { of: "trust in a service", stack: trusting({ ...account, Principal: { Service: "ec2.amazonaws.com" } }) },
    {
      of: "trust in an account's named role",
      stack: trusting({
        ...account,
        Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci" } },
      }),
    },
    {
      of: "trust in roles of an account by their names",
      stack: accountWhere("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci-*"),
    },
    { of: "trust in a vendor's account", stack: accountWhere("StringEquals", "sts:ExternalId", "f1a7") },
    { of: "trust in whom a tag names", stack: accountWhere("StringEquals", "aws:PrincipalTag/team", "mlops") },
    {
      of: "trust in a service account by OIDC",
      stack: trusting(webIdentity({ StringEquals: { [`${provider}:sub`]: "system:serviceaccount:vision:serving" } })),
    },
  ],
  failing: [
    {
      of: "trust in everybody",
      stack: trusting({ ...account, Principal: "*" }),
      says: `${at}.Principal: trusts everybody`,
    },
    {
      of: "trust in all accounts",
      stack: trusting({ ...account, Principal: { AWS: ["*"] } }),
      says: `${at}.Principal.AWS[0]: trusts everybody`,
    },
    {
      of: "trust in all but one",
      stack: trusting({ ...withoutPrincipal, NotPrincipal: account.Principal }),
      says: `${at}.NotPrincipal: trusts all but those that it names`,
    },
    {
      of: "trust in an account",
      stack: trusting(account),
      says: wholeAccount,
    },
    {
      of: "trust in an account by its number",
      stack: trusting({ ...account, Principal: { AWS: "111122223333" } }),
      says: wholeAccount,
    },
    ...[
      ["Bool", "aws:SecureTransport", "true"],
      ["StringEquals", "aws:RequestedRegion", "us-east-1"],
      ["StringEquals", "aws:PrincipalAccount", "111122223333"],
      ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"],
      ["StringLike", "sts:ExternalId", "*"],
    ].map(([operator = "", key = "", value = ""]) => ({
      of: `trust in an account with ${key} ${value}`,
      stack: accountWhere(operator, key, value),
      says: wholeAccount,
    })),
    {
      of: "trust in whatever an identity provider knows",
      stack: trusting(webIdentity({ StringEquals: { [`${provider}:aud`]: "sts.amazonaws.com" } })),
      says: `${at}.Condition: names not the identity provider's sub`,
    },
    {
      of: "trust in all service accounts of a namespace",
      stack: trusting(webIdentity({ StringLike: { [`${provider}:sub`]: "system:serviceaccount:vision:*" } })),
      says: `${at}.Condition.StringLike.${provider}:sub: names the identity provider's sub with a wildcard`,
    },
    { of: "trust in any pod", stack: trusting(anyPod), says: `${at}.Condition: names not a namespace` },
    {
      of: "trust in pods with more actions",
      stack: trusting({ ...podTrust, Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] }),
      says: `${at}.Action: is not sts:AssumeRole and sts:TagSession, which Pod Identity needs`,
    },
  ],
});
