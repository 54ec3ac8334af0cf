import { hasUnknown } from "../../hiddenInputs";
import { coversAction, isWholeService } from "../../iam/actions";
import { eachIdentityStatement, identityTypes } from "../../iam/policyDocuments";
import { isRestricted, passedServiceRestriction } from "../../iam/restrictingConditions";
import { allowStatements, deferred, entriesOf, has, isEverything, type Statement } from "../../iam/statements";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-pass-role-is-scoped",
  title: "iam:PassRole is limited to named roles and named services",
  severity: "critical",
  why: "With iam:PassRole on any role, an attacker starts an instance with an administrator's role and becomes an administrator.",
  fix: "name the role in Resource, and the service in a condition on iam:PassedToService",
  references: [
    { name: "CKV_AWS_286" },
    { name: "IAM User Guide: Grant a user permissions to pass a role to an AWS service" },
  ],
  enforcement: "mandatory",
  types: identityTypes,
  check: (subject) => eachIdentityStatement(subject, (statement) => allowStatements([statement]).flatMap(findings)),
};

function findings(statement: Statement): Finding[] {
  const passes = entriesOf(statement, "Action").some(
    ({ text }) => coversAction(text, "iam:PassRole") && !isWholeService(text),
  );
  if (!passes) return [];
  return [
    ...(isRestricted(statement, passedServiceRestriction)
      ? []
      : [{ at: `${statement.at}.Condition`, problem: "must name a service in iam:PassedToService" }]),
    ...(has(statement, "NotResource")
      ? [
          {
            at: `${statement.at}.NotResource`,
            problem: "must be Resource: it allows passing all roles except those listed",
          },
        ]
      : []),
    ...entriesOf(statement, "Resource").flatMap((resource) => {
      if (hasUnknown(resource.text)) return [deferred(resource)];
      return isEverything(resource.text, "iam:role/")
        ? [{ at: resource.at, problem: "must not allow passing any role" }]
        : [];
    }),
  ];
}
