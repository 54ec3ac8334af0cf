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
    breaks: "access through the ConfigMap aws-auth",
    of: cluster,
    change: set(["accessConfig", "authenticationMode"], "API_AND_CONFIG_MAP"),
    says: "accessConfig.authenticationMode: must be API, or aws-auth grants access too",
  },
  {
    rule: "eks-api-is-private",
    breaks: "an API open to the Internet",
    of: cluster,
    change: both(
      set(["vpcConfig", "endpointPublicAccess"], true),
      set(["vpcConfig", "publicAccessCidrs"], ["0.0.0.0/0"]),
    ),
    says: "vpcConfig.publicAccessCidrs[0]: must not open the API to the whole Internet",
  },
  {
    rule: "eks-api-is-private",
    breaks: "an API without a private endpoint",
    of: cluster,
    change: set(["vpcConfig", "endpointPrivateAccess"], false),
    says: "vpcConfig.endpointPrivateAccess: must be true, or nodes reach the API over the Internet",
  },
  {
    rule: "eks-logs-are-on",
    breaks: "no audit logs",
    of: cluster,
    change: set(["enabledClusterLogTypes"], ["api", "authenticator", "controllerManager", "scheduler"]),
    says: "enabledClusterLogTypes: must include audit",
  },
  {
    rule: "eks-refuses-deletion",
    breaks: "a cluster without deletion protection",
    of: cluster,
    change: set(["deletionProtection"], false),
    harmlessIn: ["dev"],
    says: "deletionProtection: must be true outside dev",
  },
  {
    rule: "eks-secrets-are-encrypted",
    breaks: "Secrets without a KMS key",
    of: cluster,
    change: set(["encryptionConfig", "resources"], []),
    says: "encryptionConfig.resources: must include secrets",
  },
  {
    rule: "eks-versions-are-pinned",
    breaks: "a cluster without a version",
    of: cluster,
    change: unset(["version"]),
    says: "version: must be set",
  },
  {
    rule: "eks-versions-are-pinned",
    breaks: "an add-on without a version",
    of: { type: "aws:eks/addon:Addon", name: "cluster-coredns" },
    change: unset(["addonVersion"]),
    says: "addonVersion: must be set",
  },
  {
    rule: "nodes-in-private-subnets",
    breaks: "nodes in a public subnet",
    of: systemNodes,
    change: renamed("subnetIds", "-network-private-a", "-network-public-a"),
    says: "subnetIds: must not contain PLATFORM-network-public-a, which has a route to an Internet gateway",
  },
  {
    rule: "default-security-group-is-closed",
    breaks: "no rule-free default security group",
    of: vpc,
    elsewhere: drop(defaultGroup),
    says: "must have a DefaultSecurityGroup, or AWS's default group stays open",
  },
  {
    rule: "network-traffic-is-logged",
    breaks: "flow logs of rejected traffic only",
    of: vpc,
    elsewhere: on(flowLog, set(["trafficType"], "REJECT")),
    says: "trafficType of its FlowLog must be ALL",
  },
  {
    rule: "no-open-security-groups",
    breaks: "a database open to the Internet",
    of: rule,
    change: both(unset(["referencedSecurityGroupId"]), set(["cidrIpv4"], "0.0.0.0/0")),
    says: "cidrIpv4: must not allow ingress from the whole Internet",
  },
  {
    rule: "queues-are-encrypted",
    breaks: "a queue without encryption",
    of: { type: "aws:sqs/queue:Queue", name: "compute-karpenter-interruptions" },
    change: set(["sqsManagedSseEnabled"], false),
    says: "sqsManagedSseEnabled: must be true, or kmsMasterKeyId must be set",
  },
  {
    rule: "logs-are-encrypted",
    breaks: "a log group without a key",
    of: logGroup,
    change: unset(["kmsKeyId"]),
    says: "kmsKeyId: must be a customer-managed key",
  },
  {
    rule: "logs-expire",
    breaks: "a log group without a retention period",
    of: logGroup,
    change: set(["retentionInDays"], 0),
    says: "retentionInDays: must be a number of days, or logs never expire",
  },
  {
    rule: "keys-rotate",
    breaks: "a key without rotation",
    of: key,
    change: set(["enableKeyRotation"], false),
    says: "enableKeyRotation: must be true",
  },
  {
    rule: "key-policies-name-principals",
    breaks: "a key that every principal may use",
    of: key,
    change: set(["policy", "Statement", 0, "Principal"], "*"),
    says: "policy.Statement[0].Principal: must not allow everyone to use the key",
  },
  {
    rule: "state-is-protected",
    breaks: "an unprotected database",
    of: database,
    change: options({ protect: false, retainOnDelete: false }),
    harmlessIn: ["dev"],
    says: "must be protected or retained",
  },
  {
    rule: "state-is-never-replaced",
    breaks: "a bucket with replaceOnChanges",
    of: artifacts,
    change: options({ replaceOnChanges: ["tags"] }),
    harmlessIn: ["dev"],
    says: "must not set replaceOnChanges",
  },
  {
    rule: "required-tags",
    breaks: "a bucket with an empty tag, which overrides the provider's tag",
    of: artifacts,
    change: set(["tags", "platform"], ""),
    says: "tags: must include platform",
  },
  {
    rule: "required-tags",
    breaks: "a launch template without a tag for volumes",
    of: systemTemplate,
    change: unset(["tagSpecifications", { resourceType: "volume" }, "tags", "platform"]),
    says: "tagSpecifications: the tags for each volume must include platform",
  },
  {
    rule: "one-nat-gateway-in-dev",
    breaks: "a second NAT gateway",
    of: vpc,
    elsewhere: add(gateway.type, "second-gateway", gateway, (inputs) => inputs),
    harmlessIn: ["staging", "prod", "everything"],
    says: "should have one NAT gateway in dev, but has 2",
  },
];
