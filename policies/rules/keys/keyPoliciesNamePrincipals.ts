import { allowing, has, narrowingConditions, principalsOf, statementsIn } from "../../iam/document";
import { fieldOf } from "../../reading";
import type { Finding, ResourceRule } from "../../rule";

/** Keys of conditions that say who asks. */
const caller = /^aws:(principal(arn|account|orgid|orgpaths)|source(account|arn|orgid)|userid)$|^kms:calleraccount$/;

export const rule: ResourceRule = {
  about: "resource",
  name: "key-policies-name-principals",
  title: "Key policies say who may use the key",
  severity: "critical",
  why: "A key policy for everybody opens all data that the key protects to any account that gets hold of a copy.",
  fix: "name the principals, or require kms:CallerAccount or aws:PrincipalArn of everybody, as keyPolicy.ts does",
  references: [{ name: "CKV_AWS_33" }],
  enforcement: "mandatory",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: ({ known }) =>
    allowing(statementsIn(fieldOf(known, "policy"), "policy")).flatMap((statement): Finding[] => {
      const narrowed = () =>
        narrowingConditions(statement).some(
          ({ key, values }) => caller.test(key) && !values.some(({ text }) => text === "*"),
        );
      const open = [
        ...(has(statement, "NotPrincipal") ? [{ at: `${statement.at}.NotPrincipal` }] : []),
        ...principalsOf(statement).filter(({ kind, text }) => kind === "AWS" && text === "*"),
      ];
      return open.length === 0 || narrowed()
        ? []
        : open.map(({ at }) => ({ at, problem: "opens the key to everybody" }));
    }),
};
