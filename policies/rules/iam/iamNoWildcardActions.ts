import { hasUnknown } from "../../hiddenInputs";
import { isWholeService } from "../../iam/actions";
import { eachIdentityStatement, identityTypes } from "../../iam/policyDocuments";
import { allowStatements, deferred, entriesOf, has, type Statement } from "../../iam/statements";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-no-wildcard-actions",
  title: "IAM policies list the actions that they allow",
  severity: "high",
  why: "An attacker who takes over a pod may do everything that the wildcard allows, including actions that AWS adds later.",
  fix: "list the actions that the workload calls",
  references: [{ name: "CKV_AWS_62" }, { name: "CKV_AWS_63" }, { name: "CKV_AWS_286" }],
  enforcement: "mandatory",
  types: identityTypes,
  check: (subject) => eachIdentityStatement(subject, (statement) => allowStatements([statement]).flatMap(findings)),
};

function findings(statement: Statement): Finding[] {
  if (has(statement, "NotAction")) {
    return [{ at: `${statement.at}.NotAction`, problem: "must be Action: it allows all actions except those listed" }];
  }
  return entriesOf(statement, "Action").flatMap((action) => {
    if (hasUnknown(action.text)) return [deferred(action)];
    return isWholeService(action.text) ? [{ at: action.at, problem: "must not allow all actions of a service" }] : [];
  });
}
