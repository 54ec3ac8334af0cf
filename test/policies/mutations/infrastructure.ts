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

/** The cluster, the network, keys and logs, and what all resources have in common. */
export const infrastructureMutations: readonly Mutation[] = [
  {
    rule: "eks-access-by-entries",
    breaks: "who may come in: whom a ConfigMap names as well",
    of: cluster,
    change: set(["accessConfig", "authenticationMode"], "API_AND_CONFIG_MAP"),
    says: "accessConfig.authenticationMode: is not API: aws-auth would be believed as well",
  },
  {
    rule: "eks-api-is-private",
    breaks: "the API's addresses",
    of: cluster,
    change: both(
      set(["vpcConfig", "endpointPublicAccess"], true),
      set(["vpcConfig", "publicAccessCidrs"], ["0.0.0.0/0"]),
    ),
    says: "vpcConfig.publicAccessCidrs[0]: opens the API to the whole Internet",
  },
  {
    rule: "eks-api-is-private",
    breaks: "the nodes' way to the API",
    of: cluster,
    change: set(["vpcConfig", "endpointPrivateAccess"], false),
    says: "vpcConfig.endpointPrivateAccess: is off: nodes reach the API over the Internet",
  },
  {
    rule: "eks-logs-are-on",
    breaks: "the record of who did what",
    of: cluster,
    change: set(["enabledClusterLogTypes"], ["api", "authenticator", "controllerManager", "scheduler"]),
    says: "enabledClusterLogTypes: lacks audit",
  },
  {
    rule: "eks-refuses-deletion",
    breaks: "AWS's refusal to delete the cluster",
    of: cluster,
    change: set(["deletionProtection"], false),
    harmlessIn: ["dev"],
    says: "deletionProtection: is off",
  },
  {
    rule: "eks-secrets-are-encrypted",
    breaks: "the key of Secrets",
    of: cluster,
    change: set(["encryptionConfig", "resources"], []),
    says: "encryptionConfig.resources: leaves secrets out",
  },
  {
    rule: "eks-versions-are-pinned",
    breaks: "the version of Kubernetes",
    of: cluster,
    change: unset(["version"]),
    says: "version: is not set",
  },
  {
    rule: "eks-versions-are-pinned",
    breaks: "the version of an add-on",
    of: { type: "aws:eks/addon:Addon", name: "cluster-coredns" },
    change: unset(["addonVersion"]),
    says: "addonVersion: is not set",
  },
  {
    rule: "nodes-in-private-subnets",
    breaks: "a subnet of the platform's nodes: it has a way to the Internet",
    of: systemNodes,
    change: renamed("subnetIds", "-network-private-a", "-network-public-a"),
    says: "subnetIds: PLATFORM-network-public-a has a route to an Internet gateway",
  },
  {
    rule: "default-security-group-is-closed",
    breaks: "the closed default group",
    of: vpc,
    elsewhere: drop(defaultGroup),
    says: "has no DefaultSecurityGroup: AWS's stays open",
  },
  {
    rule: "network-traffic-is-logged",
    breaks: "the record of what was let through",
    of: vpc,
    elsewhere: on(flowLog, set(["trafficType"], "REJECT")),
    says: "trafficType of its FlowLog is not ALL",
  },
  {
    rule: "no-open-security-groups",
    breaks: "who reaches the database: everybody",
    of: rule,
    change: both(unset(["referencedSecurityGroupId"]), set(["cidrIpv4"], "0.0.0.0/0")),
    says: "cidrIpv4: lets the whole Internet in",
  },
  {
    rule: "queues-are-encrypted",
    breaks: "the encryption of messages",
    of: { type: "aws:sqs/queue:Queue", name: "compute-karpenter-interruptions" },
    change: set(["sqsManagedSseEnabled"], false),
    says: "sqsManagedSseEnabled: is off, and there is no key",
  },
  {
    rule: "logs-are-encrypted",
    breaks: "the key of a log",
    of: logGroup,
    change: unset(["kmsKeyId"]),
    says: "kmsKeyId: is no key of one's own",
  },
  {
    rule: "logs-expire",
    breaks: "the end of a log",
    of: logGroup,
    change: set(["retentionInDays"], 0),
    says: "retentionInDays: keeps logs for ever",
  },
  {
    rule: "keys-rotate",
    breaks: "the rotation of the key to all data",
    of: key,
    change: set(["enableKeyRotation"], false),
    says: "enableKeyRotation: is off",
  },
  {
    rule: "key-policies-name-principals",
    breaks: "who may use the key to all data",
    of: key,
    change: set(["policy", "Statement", 0, "Principal"], "*"),
    says: "policy.Statement[0].Principal: opens the key to everybody",
  },
  {
    rule: "state-is-protected",
    breaks: "Pulumi's refusal to delete the database",
    of: database,
    change: options({ protect: false, retainOnDelete: false }),
    harmlessIn: ["dev"],
    says: "is neither protected nor retained",
  },
  {
    rule: "state-is-never-replaced",
    breaks: "the bucket that stays",
    of: artifacts,
    change: options({ replaceOnChanges: ["tags"] }),
    harmlessIn: ["dev"],
    says: "asks to be replaced: replaceOnChanges is set",
  },
  {
    rule: "required-tags",
    breaks: "the tag of a bucket: its own empty one hides the provider's",
    of: artifacts,
    change: set(["tags", "platform"], ""),
    says: "tags: lacks platform",
  },
  {
    rule: "required-tags",
    breaks: "a tag of what is launched from a template",
    of: systemTemplate,
    change: unset(["tagSpecifications", { resourceType: "volume" }, "tags", "platform"]),
    says: "tagSpecifications: tags of each volume lack platform",
  },
  {
    rule: "one-nat-gateway-in-dev",
    breaks: "the one gateway of an environment that may fail",
    of: vpc,
    elsewhere: add(gateway.type, "second-gateway", gateway, (inputs) => inputs),
    harmlessIn: ["staging", "prod", "everything"],
    says: "2 NAT gateways serve it",
  },
];
