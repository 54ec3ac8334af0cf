import { specimens } from "../../specimen";
import { document, readModels, role, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamNoWildcardActions";

const { Action: _, ...allButActions } = readModels;
const policy = (changes: object) => rolePolicy(document({ ...readModels, ...changes }));

export default specimens(rule, {
  passing: [
    { title: "a policy with one action", stack: [policy({})] },
    { title: "a policy with a wildcard for read actions", stack: [policy({ Action: ["s3:Get*", "s3:PutObject"] })] },
    { title: "a policy that denies all actions", stack: [policy({ Effect: "Deny", Action: "*", Resource: "*" })] },
  ],
  failing: [
    {
      title: "a policy that allows a whole service",
      stack: [policy({ Action: ["s3:GetObject", "s3:*"] })],
      message: "policy.Statement[0].Action[1]: must not allow all actions of a service",
    },
    {
      title: "a policy that allows all actions",
      stack: [policy({ Action: "*" })],
      message: "policy.Statement[0].Action: must not allow all actions of a service",
    },
    {
      title: "a policy that allows all actions but deletion",
      stack: [rolePolicy(document({ ...allButActions, NotAction: "s3:DeleteObject" }))],
      message: "policy.Statement[0].NotAction: must be Action: it allows all actions except those listed",
    },
    {
      title: "an inline policy that allows a whole service",
      stack: [role({ inlinePolicies: [{ name: "all", policy: document({ ...readModels, Action: "s3:*" }) }] })],
      message: "inlinePolicies[0].policy.Statement[0].Action: must not allow all actions of a service",
    },
  ],
});
