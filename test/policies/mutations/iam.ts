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
const passing = ["policy", "Statement", { Sid: "PassNodeRole" }];
const tag = (key: string) => ["assumeRolePolicy", "Statement", 0, "Condition", "StringEquals", `aws:RequestTag/${key}`];

export const iamMutations: readonly Mutation[] = [
  {
    rule: "iam-no-administrators",
    defect: "a volume driver with administrator rights",
    target: managed,
    change: set(["policyArn"], "arn:aws:iam::aws:policy/AdministratorAccess"),
    message: "policyArn: must not grant administrator rights on the account",
  },
  {
    rule: "iam-no-wildcard-actions",
    defect: "a log writer with all actions on logs",
    target: flowLogs,
    change: set([...writing, "Action"], "logs:*"),
    message: "policy.Statement[0].Action: must not allow all actions of a service",
  },
  {
    rule: "iam-no-wildcard-actions",
    defect: "a log writer with all actions but one",
    target: flowLogs,
    change: set([...writing], {
      Effect: "Allow",
      NotAction: "iam:CreateUser",
      Resource: "arn:aws:logs:us-west-2:111122223333:log-group:flow-logs:*",
    }),
    message: "policy.Statement[0].NotAction: must be Action: it allows all actions except those listed",
  },
  {
    rule: "iam-no-wildcard-resources",
    defect: "a log writer with access to every log",
    target: flowLogs,
    change: set([...writing, "Resource"], "*"),
    message: "policy.Statement[0].Resource: must not allow all resources",
  },
  {
    rule: "iam-pass-role-is-scoped",
    defect: "Karpenter with iam:PassRole on any role",
    target: karpenter,
    change: set([...passing, "Resource"], "*"),
    message: "policy.Statement[3].Resource: must not allow passing any role",
  },
  {
    rule: "iam-pass-role-is-scoped",
    defect: "Karpenter with iam:PassRole to any service",
    target: karpenter,
    change: unset([...passing, "Condition"]),
    message: "policy.Statement[3].Condition: must name a service in iam:PassedToService",
  },
  {
    rule: "iam-policies-are-well-formed",
    defect: "an older version of the policy language",
    target: flowLogs,
    change: set(["policy", "Version"], "2008-10-17"),
    message: "policy.Version: must be 2012-10-17",
  },
  {
    rule: "iam-policies-are-well-formed",
    defect: "a queue policy without a principal",
    target: { type: "aws:sqs/queuePolicy:QueuePolicy", name: "compute-karpenter-interruptions-policy" },
    change: unset(["policy", "Statement", 0, "Principal"]),
    message: "policy.Statement[0]: must have Principal",
  },
  {
    rule: "iam-trust-is-scoped",
    defect: "pods of any namespace may assume MLflow's role",
    target: mlflowRole,
    change: unset(tag("kubernetes-namespace")),
    message: "assumeRolePolicy.Statement[0].Condition: must name a namespace",
  },
  {
    rule: "iam-trust-is-scoped",
    defect: "any principal may assume MLflow's role",
    target: mlflowRole,
    change: set(["assumeRolePolicy", "Statement", 0, "Principal"], { AWS: "*" }),
    message: "assumeRolePolicy.Statement[0].Principal.AWS: must not trust every principal",
  },
];
