import type { JsonObject } from "../../../core/json/json";
import { textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Facts, SimulatedType, SimulatedTypes } from "../resourceType";
import { arn, ec2Id, securityGroup, vpc } from "./formats";

/** Who may talk to whom. */
export const securityGroupTypes: SimulatedTypes = {
  [securityGroup]: {
    id: (facts) => ec2Id(facts, "sg"),
    arn: (facts) => arn(facts, "ec2", `security-group/${facts.id}`),
    // The provider takes the rule away by which AWS lets everything out.
    outputs: ({ account }) => ({ egress: [], ingress: [], namePrefix: "", ownerId: account.accountId, vpcId: "" }),
    name: {},
    defaults: { description: "Managed by Pulumi" },
    references: [{ from: "vpcId", to: vpc, whenGone: "refuse" }],
    key: ({ inputs, name }) => `${textOrEmpty(inputs, "vpcId")} ${name}`,
    exists: { code: "InvalidGroup.Duplicate", text: "The security group already exists for its VPC" },
    missing: { code: "InvalidGroup.NotFound", text: "The security group '{id}' does not exist" },
    inUse: { code: "DependencyViolation", text: "resource {id} has a dependent object" },
    patience: 900,
  },

  // Nobody makes or deletes it: the provider takes its rules away, and later only forgets it.
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: ({ cloud, inputs }) => {
      const network = cloud.find(vpc, "id", textOrEmpty(inputs, "vpcId"));
      return network ? textOrEmpty(network.outputs, "defaultSecurityGroupId") : "";
    },
    arn: (facts) => arn(facts, "ec2", `security-group/${facts.id}`),
    outputs: ({ account }) => ({
      description: "default VPC security group",
      egress: [],
      ingress: [],
      name: "default",
      namePrefix: "",
      ownerId: account.accountId,
      vpcId: "",
    }),
    references: [{ from: "vpcId", to: vpc, whenGone: "follow" }],
    put: true,
  },

  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("ingress"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("egress"),
};

/** A group that other groups' rules name stays; its own rules go with it. */
function rule(direction: string): SimulatedType {
  return {
    id: (facts) => ec2Id(facts, "sgr"),
    arn: (facts) => arn(facts, "ec2", `security-group-rule/${facts.id}`),
    outputs: ({ id }) => ({ securityGroupRuleId: id }),
    references: [
      { from: "securityGroupId", to: securityGroup, whenGone: "follow" },
      { from: "referencedSecurityGroupId", to: securityGroup, whenGone: "refuse" },
    ],
    key: ({ inputs }) => [direction, ...ruleParts.map((part) => JSON.stringify(inputs[part] ?? null))].join(" "),
    validate: onePeer,
    exists: { code: "InvalidPermission.Duplicate", text: "the specified rule already exists" },
  };
}

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
const ruleParts = ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...peers];

function onePeer({ inputs }: Facts): CloudError | undefined {
  const given = peers.filter((peer) => isGiven(inputs, peer));
  return given.length === 1
    ? undefined
    : new CloudError("InvalidParameterCombination", `exactly one of ${peers.join(", ")} is needed`);
}

function isGiven(inputs: JsonObject, key: string): boolean {
  return inputs[key] !== undefined && inputs[key] !== "";
}
