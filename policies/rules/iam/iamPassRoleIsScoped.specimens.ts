import { specimens } from "../../specimen";
import { document, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamPassRoleIsScoped";

const passNodeRole = {
  Effect: "Allow",
  Action: "iam:PassRole",
  Resource: "arn:aws:iam::111122223333:role/mlops-nodes",
  Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
};

const policy = (changes: object) => rolePolicy(document({ ...passNodeRole, ...changes }));

export default specimens(rule, {
  passing: [{ of: "a named role for a named service", stack: [policy({})] }],
  failing: [
    {
      of: "any role",
      stack: [policy({ Resource: "*" })],
      says: "policy.Statement[0].Resource: lets any role be passed",
    },
    {
      of: "any role of the account, by a pattern of actions",
      stack: [policy({ Action: "iam:Pass*", Resource: ["arn:aws:iam::111122223333:role/*"] })],
      says: "policy.Statement[0].Resource[0]: lets any role be passed",
    },
    {
      of: "a role for any service",
      stack: [rolePolicy(document({ Effect: "Allow", Action: ["iam:PassRole"], Resource: passNodeRole.Resource }))],
      says: "policy.Statement[0].Condition: names no service by iam:PassedToService",
    },
  ],
});
