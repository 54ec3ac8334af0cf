import type * as aws from "@pulumi/aws";
import { allowStatements, statementsIn } from "../../iam/statements";
import { trustFindings } from "../../iam/trustPolicies";
import { awsRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = awsRule<aws.iam.RoleArgs>()({
  name: "iam-trust-is-scoped",
  title: "Every role names exactly who may assume it",
  severity: "critical",
  why: "Any principal of a trusted account, identity provider or pod group can assume a role that does not restrict its trust, once its name is known.",
  fix: "trust a named role, or a service account through Pod Identity with its namespace and name, as iam/role.ts does",
  references: [
    { name: "CKV_AWS_60" },
    { name: "CKV_AWS_61" },
    eksBestPractices("Scope the IAM Role trust policy for IRSA Roles", "identity-and-access-management"),
  ],
  enforcement: "mandatory",
  types: ["aws:iam/role:Role"],
  check: ({ assumeRolePolicy }) =>
    allowStatements(statementsIn(assumeRolePolicy, "assumeRolePolicy")).flatMap((statement) =>
      trustFindings(statement),
    ),
});
