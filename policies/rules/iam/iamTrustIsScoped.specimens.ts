import { specimens } from "../../specimen";
import { document, podTrust, role, type Statement } from "../../specimens/iam";
import { rule } from "./iamTrustIsScoped";

const at = "assumeRolePolicy.Statement[0]";
const trusting = (statement: Statement) => [role({}, document(statement))];
const account = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" };
const accountWhere = (operator: string, key: string, value: string) =>
  trusting({ ...account, Condition: { [operator]: { [key]: value } } });
const wholeAccount = `${at}.Principal.AWS: must not trust a whole account without a condition on its principals`;
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
    { title: "trust in the pods of a service account", stack: [role()] },
    { title: "trust in an AWS service", stack: trusting({ ...account, Principal: { Service: "ec2.amazonaws.com" } }) },
    {
      title: "trust in a named role of an account",
      stack: trusting({
        ...account,
        Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci" } },
      }),
    },
    {
      title: "trust in roles with a name prefix",
      stack: accountWhere("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci-*"),
    },
    {
      title: "trust in a vendor's account with an external ID",
      stack: accountWhere("StringEquals", "sts:ExternalId", "f1a7"),
    },
    { title: "trust in principals with a tag", stack: accountWhere("StringEquals", "aws:PrincipalTag/team", "mlops") },
    {
      title: "trust in a service account through OIDC",
      stack: trusting(webIdentity({ StringEquals: { [`${provider}:sub`]: "system:serviceaccount:vision:serving" } })),
    },
  ],
  failing: [
    {
      title: "trust in every principal",
      stack: trusting({ ...account, Principal: "*" }),
      message: `${at}.Principal: must not trust every principal`,
    },
    {
      title: "trust in all accounts",
      stack: trusting({ ...account, Principal: { AWS: ["*"] } }),
      message: `${at}.Principal.AWS[0]: must not trust every principal`,
    },
    {
      title: "trust in all accounts but one",
      stack: trusting({ ...withoutPrincipal, NotPrincipal: account.Principal }),
      message: `${at}.NotPrincipal: must be Principal: it trusts all principals except those listed`,
    },
    {
      title: "trust in a whole account",
      stack: trusting(account),
      message: wholeAccount,
    },
    {
      title: "trust in a whole account by its number",
      stack: trusting({ ...account, Principal: { AWS: "111122223333" } }),
      message: wholeAccount,
    },
    ...[
      ["Bool", "aws:SecureTransport", "true"],
      ["StringEquals", "aws:RequestedRegion", "us-east-1"],
      ["StringEquals", "aws:PrincipalAccount", "111122223333"],
      ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"],
      ["StringLike", "sts:ExternalId", "*"],
    ].map(([operator = "", key = "", value = ""]) => ({
      title: `trust in a whole account with ${key} ${value}`,
      stack: accountWhere(operator, key, value),
      message: wholeAccount,
    })),
    {
      title: "trust in every identity of an identity provider",
      stack: trusting(webIdentity({ StringEquals: { [`${provider}:aud`]: "sts.amazonaws.com" } })),
      message: `${at}.Condition: must name the identity provider's sub`,
    },
    {
      title: "trust in all service accounts of a namespace",
      stack: trusting(webIdentity({ StringLike: { [`${provider}:sub`]: "system:serviceaccount:vision:*" } })),
      message: `${at}.Condition.StringLike.${provider}:sub: must name the identity provider's sub without a wildcard`,
    },
    { title: "trust in any pod", stack: trusting(anyPod), message: `${at}.Condition: must name a namespace` },
    {
      title: "trust in pods with wrong actions",
      stack: trusting({ ...podTrust, Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] }),
      message: `${at}.Action: must be sts:AssumeRole and sts:TagSession, which Pod Identity needs`,
    },
  ],
});
