import type { JsonObject } from "../../../core/json/json";
import { textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Facts, SimulatedType, SimulatedTypes } from "../resourceType";
import { arn, ec2Id, securityGroup, vpc } from "./formats";

/** Security groups and their rules. */
export const securityGroupTypes: SimulatedTypes = {
  [securityGroup]: {
    id: (facts) => ec2Id(facts, "sg"),
    arn: (facts) => arn(facts, "ec2", `security-group/${facts.id}`),
    // The provider deletes the rule with which AWS allows all egress.
    outputs: ({ account }) => ({ egress: [], ingress: [], namePrefix: "", ownerId: account.accountId, vpcId: "" }),
    name: {},
    defaults: { description: "Managed by Pulumi" },
    references: [{ from: "vpcId", to: vpc, onDeletion: "refuse" }],
    key: ({ inputs, name }) => `${textOrEmpty(inputs, "vpcId")} ${name}`,
    exists: { code: "InvalidGroup.Duplicate", text: "The security group already exists for its VPC" },
    missing: { code: "InvalidGroup.NotFound", text: "The security group '{id}' does not exist" },
    inUse: { code: "DependencyViolation", text: "resource {id} has a dependent object" },
    deletionTimeoutSeconds: 900,
  },

  // AWS creates and deletes this group with its VPC. The provider only deletes its rules, and later removes it from the
  // state.
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
    references: [{ from: "vpcId", to: vpc, onDeletion: "follow" }],
    put: true,
  },

  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("ingress"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("egress"),
};

/**
 * Returns the type of a rule. Rules are deleted with their group. AWS does not delete a group to which rules of other
 * groups refer.
 */
function rule(direction: string): SimulatedType {
  return {
    id: (facts) => ec2Id(facts, "sgr"),
    arn: (facts) => arn(facts, "ec2", `security-group-rule/${facts.id}`),
    outputs: ({ id }) => ({ securityGroupRuleId: id }),
    references: [
      { from: "securityGroupId", to: securityGroup, onDeletion: "follow" },
      { from: "referencedSecurityGroupId", to: securityGroup, onDeletion: "refuse" },
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
