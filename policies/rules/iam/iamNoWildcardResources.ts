import { hasUnknown } from "../../hiddenInputs";
import { coversAction, hasNoResourceLevelPermissions, isWholeService } from "../../iam/actions";
import { eachIdentityStatement, identityTypes } from "../../iam/policyDocuments";
import { isRestricted, resourceRestriction } from "../../iam/restrictingConditions";
import { allowStatements, deferred, entriesOf, has, isEverything, type Statement } from "../../iam/statements";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-no-wildcard-resources",
  title: "IAM policies name the resources that they allow",
  severity: "high",
  why: "A role that may read every bucket or decrypt with every key has access to the data of other teams and of other systems in the account.",
  fix: "name the resources, or add a condition on a tag (aws:ResourceTag); read actions without resource-level permissions may stay",
  references: [{ name: "CKV_AWS_288" }, { name: "CKV_AWS_289" }, { name: "CKV_AWS_290" }, { name: "CKV_AWS_355" }],
  enforcement: "mandatory",
  types: identityTypes,
  check: (subject) => eachIdentityStatement(subject, (statement) => allowStatements([statement]).flatMap(findings)),
};

function findings(statement: Statement): Finding[] {
  const scopable = entriesOf(statement, "Action").filter(
    // The rule iam-pass-role-is-scoped judges iam:PassRole.
    ({ text }) =>
      !hasNoResourceLevelPermissions(text) && !(coversAction(text, "iam:PassRole") && !isWholeService(text)),
  );
  if ((scopable.length === 0 && !has(statement, "NotAction")) || isRestricted(statement, resourceRestriction))
    return [];
  if (has(statement, "NotResource")) {
    return [
      { at: `${statement.at}.NotResource`, problem: "must be Resource: it allows all resources except those listed" },
    ];
  }
  return entriesOf(statement, "Resource").flatMap((resource) => {
    if (hasUnknown(resource.text)) return [deferred(resource)];
    return isEverything(resource.text) ? [{ at: resource.at, problem: "must not allow all resources" }] : [];
  });
}
