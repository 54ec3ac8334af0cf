import { hasUnknown } from "../../hidden";
import { coversAction, isWholeService } from "../../iam/actions";
import { allowing, deferred, entriesOf, isEverything, narrowingConditions, type Statement } from "../../iam/document";
import { eachIdentityStatement, identityTypes } from "../../iam/places";
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
  const toService = narrowingConditions(statement).some(({ key }) => key === "iam:passedtoservice");
  return [
    ...(toService ? [] : [{ at: `${statement.at}.Condition`, problem: "names no service by iam:PassedToService" }]),
    ...entriesOf(statement, "Resource").flatMap((resource) => {
      if (hasUnknown(resource.text)) return [deferred(resource)];
      const any = isEverything(resource.text) || /:role\/[*?]*$/.test(resource.text);
      return any ? [{ at: resource.at, problem: "lets any role be passed" }] : [];
    }),
  ];
}
