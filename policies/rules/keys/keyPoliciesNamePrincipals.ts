import { callerRestriction, isRestricted } from "../../iam/restrictingConditions";
import { allowStatements, has, principalsOf, statementsIn } from "../../iam/statements";
import { fieldOf } from "../../inputReaders";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "key-policies-name-principals",
  title: "Key policies name the principals that may use the key",
  severity: "critical",
  why: "A key policy that allows everyone lets any account that obtains a copy decrypt all data of the key.",
  fix: "name the principals, or add a condition on kms:CallerAccount or aws:PrincipalArn, as keyPolicy.ts does",
  references: [{ name: "CKV_AWS_33" }],
  enforcement: "mandatory",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: ({ knownInputs }) =>
    allowStatements(statementsIn(fieldOf(knownInputs, "policy"), "policy")).flatMap((statement): Finding[] => {
      const open = [
        ...(has(statement, "NotPrincipal") ? [{ at: `${statement.at}.NotPrincipal` }] : []),
        ...principalsOf(statement).filter(({ kind, text }) => kind === "AWS" && text === "*"),
      ];
      return open.length === 0 || isRestricted(statement, callerRestriction)
        ? []
        : open.map(({ at }) => ({ at, problem: "must not allow everyone to use the key" }));
    }),
};
