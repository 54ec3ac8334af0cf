import { specimens } from "../../specimen";
import { document, readModels, role, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamNoWildcardActions";

const { Action: _, ...allButActions } = readModels;
const policy = (changes: object) => rolePolicy(document({ ...readModels, ...changes }));

export default specimens(rule, {
  passing: [
    { of: "a policy of one action", stack: [policy({})] },
    { of: "a policy of several that read", stack: [policy({ Action: ["s3:Get*", "s3:PutObject"] })] },
    { of: "a policy that denies all", stack: [policy({ Effect: "Deny", Action: "*", Resource: "*" })] },
  ],
  failing: [
    {
      of: "a policy of a whole service",
      stack: [policy({ Action: ["s3:GetObject", "s3:*"] })],
      says: "policy.Statement[0].Action[1]: allows all actions of a service",
    },
    {
      of: "a policy of everything",
      stack: [policy({ Action: "*" })],
      says: "policy.Statement[0].Action: allows all actions of a service",
    },
    {
      of: "a policy of all but deleting",
      stack: [rolePolicy(document({ ...allButActions, NotAction: "s3:DeleteObject" }))],
      says: "policy.Statement[0].NotAction: allows all actions but those that it names",
    },
    {
      of: "a role's own policy",
      stack: [role({ inlinePolicies: [{ name: "all", policy: document({ ...readModels, Action: "s3:*" }) }] })],
      says: "inlinePolicies[0].policy.Statement[0].Action: allows all actions of a service",
    },
  ],
});
