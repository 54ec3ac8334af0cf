import { type Mutation, set, unset } from "./mutation";

const rolePolicy = (name: string) => ({ type: "aws:iam/rolePolicy:RolePolicy", name });
const flowLogs = rolePolicy("network-flow-logs-writer-write-logs");
const karpenter = rolePolicy("compute-karpenter-controller-role-controller");
const mlflowRole = { type: "aws:iam/role:Role", name: "mlflow-identity-role" };
const managed = {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name: "cluster-aws-ebs-csi-driver-ebs-csi-controller-sa-role-AmazonEBSCSIDriverPolicy",
};

const writing = ["policy", "Statement", { Sid: "WriteLogs" }];
const passing = ["policy", "Statement", { Sid: "GiveNodesTheirRole" }];
const tag = (key: string) => ["assumeRolePolicy", "Statement", 0, "Condition", "StringEquals", `aws:RequestTag/${key}`];

export const iamMutations: readonly Mutation[] = [
  {
    rule: "iam-no-administrators",
    breaks: "the rights of a driver of disks: all there are",
    of: managed,
    change: set(["policyArn"], "arn:aws:iam::aws:policy/AdministratorAccess"),
    says: "policyArn: makes it an administrator of the account",
  },
  {
    rule: "iam-no-wildcard-actions",
    breaks: "what the writer of logs may do: delete them as well",
    of: flowLogs,
    change: set([...writing, "Action"], "logs:*"),
    says: "policy.Statement[0].Action: allows all actions of a service",
  },
  {
    rule: "iam-no-wildcard-actions",
    breaks: "what the writer of logs may do: all but one thing",
    of: flowLogs,
    change: set([...writing], {
      Effect: "Allow",
      NotAction: "iam:CreateUser",
      Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs:*",
    }),
    says: "policy.Statement[0].NotAction: allows all actions but those that it names",
  },
  {
    rule: "iam-no-wildcard-resources",
    breaks: "where the writer of logs writes: into every log",
    of: flowLogs,
    change: set([...writing, "Resource"], "*"),
    says: "policy.Statement[0].Resource: opens all resources",
  },
  {
    rule: "iam-pass-role-is-scoped",
    breaks: "which role Karpenter may give to nodes: any",
    of: karpenter,
    change: set([...passing, "Resource"], "*"),
    says: "policy.Statement[3].Resource: lets any role be passed",
  },
  {
    rule: "iam-pass-role-is-scoped",
    breaks: "whom Karpenter may give the nodes' role to",
    of: karpenter,
    change: unset([...passing, "Condition"]),
    says: "policy.Statement[3].Condition: names no service by iam:PassedToService",
  },
  {
    rule: "iam-policies-are-well-formed",
    breaks: "the version of the language",
    of: flowLogs,
    change: set(["policy", "Version"], "2008-10-17"),
    says: "policy.Version: is not 2012-10-17",
  },
  {
    rule: "iam-policies-are-well-formed",
    breaks: "whom a queue lets send",
    of: { type: "aws:sqs/queuePolicy:QueuePolicy", name: "compute-karpenter-interruptions-policy" },
    change: unset(["policy", "Statement", 0, "Principal"]),
    says: "policy.Statement[0]: has no Principal",
  },
  {
    rule: "iam-trust-is-scoped",
    breaks: "whose pods get MLflow's rights: any namespace's",
    of: mlflowRole,
    change: unset(tag("kubernetes-namespace")),
    says: "assumeRolePolicy.Statement[0].Condition: names not a namespace",
  },
  {
    rule: "iam-trust-is-scoped",
    breaks: "who gets MLflow's rights: everybody",
    of: mlflowRole,
    change: set(["assumeRolePolicy", "Statement", 0, "Principal"], { AWS: "*" }),
    says: "assumeRolePolicy.Statement[0].Principal.AWS: trusts everybody",
  },
];
