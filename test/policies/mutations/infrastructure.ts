import { add, both, drop, type Mutation, on, options, renamed, set, unset } from "./mutation";
import { artifacts, cluster, database, systemNodes, systemTemplate, vpc } from "./targets";

const logGroup = { type: "aws:cloudwatch/logGroup:LogGroup", name: "network-flow-logs" };
const key = { type: "aws:kms/key:Key", name: "data-key" };
const gateway = { type: "aws:ec2/natGateway:NatGateway", name: /-network-nat(-a)?-gateway$/ };
const rule = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: "data-database-clients-cluster",
};
const defaultGroup = { type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "network-default-closed" };
const flowLog = { type: "aws:ec2/flowLog:FlowLog", name: "network-flow-logs-record" };

/** Mutations of the cluster, the network, keys, logs, tags and resource options. */
export const infrastructureMutations: readonly Mutation[] = [
  {
    rule: "eks-access-by-entries",
    defect: "access through the ConfigMap aws-auth",
    target: cluster,
    change: set(["accessConfig", "authenticationMode"], "API_AND_CONFIG_MAP"),
    message: "accessConfig.authenticationMode: must be API; otherwise aws-auth grants access too",
  },
  {
    rule: "eks-api-is-private",
    defect: "an API open to the Internet",
    target: cluster,
    change: both(
      set(["vpcConfig", "endpointPublicAccess"], true),
      set(["vpcConfig", "publicAccessCidrs"], ["0.0.0.0/0"]),
    ),
    message: "vpcConfig.publicAccessCidrs[0]: must not open the API to the whole Internet",
  },
  {
    rule: "eks-api-is-private",
    defect: "an API without a private endpoint",
    target: cluster,
    change: set(["vpcConfig", "endpointPrivateAccess"], false),
    message: "vpcConfig.endpointPrivateAccess: must be true; otherwise nodes reach the API over the Internet",
  },
  {
    rule: "eks-logs-are-on",
    defect: "no audit logs",
    target: cluster,
    change: set(["enabledClusterLogTypes"], ["api", "authenticator", "controllerManager", "scheduler"]),
    message: "enabledClusterLogTypes: must include audit",
  },
  {
    rule: "eks-refuses-deletion",
    defect: "a cluster without deletion protection",
    target: cluster,
    change: set(["deletionProtection"], false),
    harmlessIn: ["dev"],
    message: "deletionProtection: must be true outside dev",
  },
  {
    rule: "eks-secrets-are-encrypted",
    defect: "Secrets without a KMS key",
    target: cluster,
    change: set(["encryptionConfig", "resources"], []),
    message: "encryptionConfig.resources: must include secrets",
  },
  {
    rule: "eks-versions-are-pinned",
    defect: "a cluster without a version",
    target: cluster,
    change: unset(["version"]),
    message: "version: must be set",
  },
  {
    rule: "eks-versions-are-pinned",
    defect: "an add-on without a version",
    target: { type: "aws:eks/addon:Addon", name: "cluster-coredns" },
    change: unset(["addonVersion"]),
    message: "addonVersion: must be set",
  },
  {
    rule: "nodes-in-private-subnets",
    defect: "nodes in a public subnet",
    target: systemNodes,
    change: renamed("subnetIds", "-network-private-a", "-network-public-a"),
    message: "subnetIds: must not contain PLATFORM-network-public-a, which has a route to an Internet gateway",
  },
  {
    rule: "default-security-group-is-closed",
    defect: "no rule-free default security group",
    target: vpc,
    mutate: drop(defaultGroup),
    message: "must have a DefaultSecurityGroup; otherwise AWS's default group stays open",
  },
  {
    rule: "network-traffic-is-logged",
    defect: "flow logs of rejected traffic only",
    target: vpc,
    mutate: on(flowLog, set(["trafficType"], "REJECT")),
    message: "trafficType of its FlowLog must be ALL",
  },
  {
    rule: "no-open-security-groups",
    defect: "a database open to the Internet",
    target: rule,
    change: both(unset(["referencedSecurityGroupId"]), set(["cidrIpv4"], "0.0.0.0/0")),
    message: "cidrIpv4: must not allow ingress from the whole Internet",
  },
  {
    rule: "queues-are-encrypted",
    defect: "a queue without encryption",
    target: { type: "aws:sqs/queue:Queue", name: "compute-karpenter-interruptions" },
    change: set(["sqsManagedSseEnabled"], false),
    message: "sqsManagedSseEnabled: must be true, unless kmsMasterKeyId is set",
  },
  {
    rule: "logs-are-encrypted",
    defect: "a log group without a key",
    target: logGroup,
    change: unset(["kmsKeyId"]),
    message: "kmsKeyId: must be a customer-managed key",
  },
  {
    rule: "logs-expire",
    defect: "a log group without a retention period",
    target: logGroup,
    change: set(["retentionInDays"], 0),
    message: "retentionInDays: must be a number of days; otherwise logs never expire",
  },
  {
    rule: "keys-rotate",
    defect: "a key without rotation",
    target: key,
    change: set(["enableKeyRotation"], false),
    message: "enableKeyRotation: must be true",
  },
  {
    rule: "key-policies-name-principals",
    defect: "a key that every principal may use",
    target: key,
    change: set(["policy", "Statement", 0, "Principal"], "*"),
    message: "policy.Statement[0].Principal: must not allow everyone to use the key",
  },
  {
    rule: "state-is-protected",
    defect: "an unprotected database",
    target: database,
    change: options({ protect: false, retainOnDelete: false }),
    harmlessIn: ["dev"],
    message: "must be protected or retained",
  },
  {
    rule: "state-is-never-replaced",
    defect: "a bucket with replaceOnChanges",
    target: artifacts,
    change: options({ replaceOnChanges: ["tags"] }),
    harmlessIn: ["dev"],
    message: "must not set replaceOnChanges",
  },
  {
    rule: "required-tags",
    defect: "a bucket with an empty tag, which overrides the provider's tag",
    target: artifacts,
    change: set(["tags", "platform"], ""),
    message: "tags: must include platform",
  },
  {
    rule: "required-tags",
    defect: "a launch template without a tag for volumes",
    target: systemTemplate,
    change: unset(["tagSpecifications", { resourceType: "volume" }, "tags", "platform"]),
    message: "tagSpecifications: the tags for each volume must include platform",
  },
  {
    rule: "one-nat-gateway-in-dev",
    defect: "a second NAT gateway",
    target: vpc,
    mutate: add(gateway.type, "second-gateway", gateway, (inputs) => inputs),
    harmlessIn: ["staging", "prod", "everything"],
    message: "should have one NAT gateway in dev, but has 2",
  },
];
