import { hasUnknown } from "../../hiddenInputs";
import { coversAction, isWholeService } from "../../iam/actions";
import { eachIdentityStatement, identityTypes } from "../../iam/policyDocuments";
import { isNarrowed, passedTo } from "../../iam/restrictingConditions";
import { allowing, deferred, entriesOf, has, isEverything, type Statement } from "../../iam/statements";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-pass-role-is-scoped",
  title: "Who passes a role passes a named one, to a named service",
  severity: "critical",
  why: "Who may pass any role starts a machine with the administrator's, and is administrator.",
  fix: "name the role in Resource, and the service in a condition on iam:PassedToService",
  references: [
    { name: "CKV_AWS_286" },
    { name: "IAM User Guide: Grant a user permissions to pass a role to an AWS service" },
  ],
  enforcement: "mandatory",
  types: identityTypes,
  check: (subject) => eachIdentityStatement(subject, (statement) => allowing([statement]).flatMap(findings)),
};

function findings(statement: Statement): Finding[] {
  const passes = entriesOf(statement, "Action").some(
    ({ text }) => coversAction(text, "iam:PassRole") && !isWholeService(text),
  );
  if (!passes) return [];
  return [
    ...(isNarrowed(statement, passedTo)
      ? []
      : [{ at: `${statement.at}.Condition`, problem: "names no service by iam:PassedToService" }]),
    ...(has(statement, "NotResource")
      ? [{ at: `${statement.at}.NotResource`, problem: "lets all roles be passed but those that it names" }]
      : []),
    ...entriesOf(statement, "Resource").flatMap((resource) => {
      if (hasUnknown(resource.text)) return [deferred(resource)];
      return isEverything(resource.text, "iam:role/") ? [{ at: resource.at, problem: "lets any role be passed" }] : [];
    }),
  ];
}
