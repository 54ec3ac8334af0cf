import { specimens } from "../../specimen";
import { document, rolePolicy } from "../../specimens/iam";
import { rule } from "./iamPassRoleIsScoped";

const passNodeRole = {
  Effect: "Allow",
  Action: "iam:PassRole",
  Resource: "arn:aws:iam::111122223333:role/mlops-nodes",
  Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
};

const { Resource: _, ...withoutResource } = passNodeRole;
const policy = (changes: object) => rolePolicy(document({ ...passNodeRole, ...changes }));

export default specimens(rule, {
  passing: [
    { title: "a named role for a named service", stack: [policy({})] },
    { title: "roles of one path", stack: [policy({ Resource: "arn:aws:iam::111122223333:role/mlops/*" })] },
    {
      title: "a role for two services",
      stack: [
        policy({
          Condition: { StringLike: { "iam:PassedToService": ["ec2.amazonaws.com", "*.sagemaker.amazonaws.com"] } },
        }),
      ],
    },
  ],
  failing: [
    {
      title: "any role",
      stack: [policy({ Resource: "*" })],
      message: "policy.Statement[0].Resource: must not allow passing any role",
    },
    {
      title: "any role of the account, with a wildcard action",
      stack: [policy({ Action: "iam:Pass*", Resource: ["arn:aws:iam::111122223333:role/*"] })],
      message: "policy.Statement[0].Resource[0]: must not allow passing any role",
    },
    {
      title: "any role, with a wildcard after role",
      stack: [policy({ Resource: "arn:aws:iam::111122223333:role*" })],
      message: "policy.Statement[0].Resource: must not allow passing any role",
    },
    {
      title: "all roles but one",
      stack: [rolePolicy(document({ ...withoutResource, NotResource: "arn:aws:iam::111122223333:role/admin" }))],
      message: "policy.Statement[0].NotResource: must be Resource: it allows passing all roles except those listed",
    },
    ...["*", "?*", "*.amazonaws.com"].map((service) => ({
      title: `a role for the services ${service}`,
      stack: [policy({ Condition: { StringLike: { "iam:PassedToService": ["ec2.amazonaws.com", service] } } })],
      message: "policy.Statement[0].Condition: must name a service in iam:PassedToService",
    })),
    {
      title: "a role for any service",
      stack: [rolePolicy(document({ Effect: "Allow", Action: ["iam:PassRole"], Resource: passNodeRole.Resource }))],
      message: "policy.Statement[0].Condition: must name a service in iam:PassedToService",
    },
  ],
});
