import { resource, specimens } from "../../specimen";
import { role } from "../../specimens/iam";
import { rule } from "./iamNoAdministrators";

const attached = (policy: string) =>
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "nodes", {
    role: "mlops-nodes",
    policyArn: `arn:aws:iam::aws:policy/${policy}`,
  });

export default specimens(rule, {
  passing: [{ title: "AWS's policy for nodes", stack: [attached("AmazonEKSWorkerNodePolicy"), role()] }],
  failing: [
    {
      title: "an administrator policy",
      stack: [attached("AdministratorAccess")],
      message: "policyArn: must not grant administrator rights on the account",
    },
    {
      title: "a policy that allows granting administrator rights",
      stack: [attached("IAMFullAccess")],
      message: "policyArn: must not grant administrator rights on the account",
    },
    {
      title: "a role with a managed administrator policy",
      stack: [role({ managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] })],
      message: "managedPolicyArns[0]: must not grant administrator rights on the account",
    },
  ],
});
