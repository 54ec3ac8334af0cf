import { specimens } from "../../specimen";
import { document, readModels, role, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamNoWildcardActions";

const { Action: _, ...allButActions } = readModels;
const policy = (changes: object) => rolePolicy(document({ ...readModels, ...changes }));

export default specimens(rule, {
  passing: [
    { of: "a policy with one action", stack: [policy({})] },
    { of: "a policy with a wildcard for read actions", stack: [policy({ Action: ["s3:Get*", "s3:PutObject"] })] },
    { of: "a policy that denies all actions", stack: [policy({ Effect: "Deny", Action: "*", Resource: "*" })] },
  ],
  failing: [
    {
      of: "a policy that allows a whole service",
      stack: [policy({ Action: ["s3:GetObject", "s3:*"] })],
      says: "policy.Statement[0].Action[1]: must not allow all actions of a service",
    },
    {
      of: "a policy that allows all actions",
      stack: [policy({ Action: "*" })],
      says: "policy.Statement[0].Action: must not allow all actions of a service",
    },
    {
      of: "a policy that allows all actions but deletion",
      stack: [rolePolicy(document({ ...allButActions, NotAction: "s3:DeleteObject" }))],
      says: "policy.Statement[0].NotAction: must be Action: it allows all actions except those listed",
    },
    {
      of: "an inline policy that allows a whole service",
      stack: [role({ inlinePolicies: [{ name: "all", policy: document({ ...readModels, Action: "s3:*" }) }] })],
      says: "inlinePolicies[0].policy.Statement[0].Action: must not allow all actions of a service",
    },
  ],
});
