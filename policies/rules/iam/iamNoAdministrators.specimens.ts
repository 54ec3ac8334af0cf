import { resource, specimens } from "../../specimen";
import { role } from "../../specimens/iam";
import { rule } from "./iamNoAdministrators";

const attached = (policy: string) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "nodes", {
    role: "mlops-nodes",
    policyArn: `arn:aws:iam::aws:policy/${policy}`,
  });

export default specimens(rule, {
  passing: [{ of: "a policy for nodes", stack: [attached("AmazonEKSWorkerNodePolicy"), role()] }],
  failing: [
    {
      of: "an administrator",
      stack: [attached("AdministratorAccess")],
      says: "policyArn: makes it an administrator of the account",
    },
    {
      of: "who can make itself one",
      stack: [attached("IAMFullAccess")],
      says: "policyArn: makes it an administrator of the account",
    },
    {
      of: "a role that names the policy itself",
      stack: [role({ managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] })],
      says: "managedPolicyArns[0]: makes it an administrator of the account",
    },
  ],
});
