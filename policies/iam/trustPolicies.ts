import { hasUnknown, isUnknown } from "../hiddenInputs";
import type { Finding } from "../rule";
import { accountCallerRestriction, isRestricted } from "./restrictingConditions";
import {
  deferred,
  entriesOf,
  has,
  type Principal,
  principalsOf,
  requiredConditions,
  type Statement,
} from "./statements";

/** Findings on the principals that a statement of a trust policy allows to assume the role. */
export function trustFindings(statement: Statement): readonly Finding[] {
  const { at } = statement;
  if (has(statement, "NotPrincipal"))
    return [{ at: `${at}.NotPrincipal`, problem: "must be Principal: it trusts all principals except those listed" }];
  return principalsOf(statement).flatMap((principal) => {
    if (isUnknown(principal.text)) return [deferred(principal)];
    switch (principal.kind) {
      case "AWS":
        return accountFindings(principal, statement);
      case "Service":
        return principal.text === "pods.eks.amazonaws.com" ? podFindings(statement) : [];
      case "Federated":
        return principal.text.includes(":saml-provider/")
          ? []
          : requireExactValues(statement, ":sub", "the identity provider's sub");
      default:
        return [];
    }
  });
}

function accountFindings({ at, text }: Principal, statement: Statement): readonly Finding[] {
  if (text === "*") return [{ at, problem: "must not trust every principal" }];
  const wholeAccount = /^\d{12}$|:root$/.test(text);
  return wholeAccount && !isRestricted(statement, accountCallerRestriction)
    ? [{ at, problem: "must not trust a whole account without a condition on its principals" }]
    : [];
}

/** Checks the conditions on the session tags with which EKS Pod Identity identifies the pod. */
function podFindings(statement: Statement): readonly Finding[] {
  const actions = entriesOf(statement, "Action").map(({ text }) => text.toLowerCase());
  const right = actions.length === 2 && actions.includes("sts:assumerole") && actions.includes("sts:tagsession");
  return [
    ...(right
      ? []
      : [
          {
            at: `${statement.at}.Action`,
            problem: "must be sts:AssumeRole and sts:TagSession, which Pod Identity needs",
          },
        ]),
    ...requireExactValues(statement, "aws:requesttag/kubernetes-namespace", "a namespace"),
    ...requireExactValues(statement, "aws:requesttag/kubernetes-service-account", "a service account"),
  ];
}

/** Findings if no condition restricts the key to exact values. */
function requireExactValues(statement: Statement, keyEnd: string, what: string): readonly Finding[] {
  const conditions = requiredConditions(statement).filter(
    ({ operator, key }) => /^(foranyvalue:)?string(equals|like)/i.test(operator) && key.endsWith(keyEnd),
  );
  if (conditions.length === 0) return [{ at: `${statement.at}.Condition`, problem: `must name ${what}` }];
  return conditions.flatMap(({ operator, values }) =>
    values.flatMap((value) => {
      if (hasUnknown(value.text)) return [deferred(value)];
      const wild = /like/i.test(operator) && /[*?]/.test(value.text);
      return wild ? [{ at: value.at, problem: `must name ${what} without a wildcard` }] : [];
    }),
  );
}
