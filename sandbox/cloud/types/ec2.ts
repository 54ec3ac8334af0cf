import { objectOf, textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { SimulatedTypes } from "../resourceType";
import { arn, ec2Id, keyed, logGroup, roleByArn, securityGroups, subnet, vpc } from "./formats";

/** The group that EKS creates for a managed node group. */
export const autoscalingGroup = "aws:autoscaling/group:Group";

const placementGroup = "aws:ec2/placementGroup:PlacementGroup";

const flowLogFields = ["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"];

/** Types of EC2 other than networks. */
export const ec2Types: SimulatedTypes = {
  "aws:ec2/flowLog:FlowLog": {
    id: (facts) => ec2Id(facts, "fl"),
    arn: (facts) => arn(facts, "ec2", `vpc-flow-log/${facts.id}`),
    outputs: () => ({
      logDestination: "",
      logFormat: flowLogFields.map((field) => `\${${field}}`).join(" "),
    }),
    references: [
      { from: "vpcId", to: vpc, onDeletion: "follow" },
      { from: "subnetId", to: subnet, onDeletion: "follow" },
      {
        from: "logDestination",
        to: logGroup,
        by: ["arn"],
        accepts: (name) => !name.includes(":log-group:"),
      },
      roleByArn("iamRoleArn"),
    ],
  },

  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: (facts) => ec2Id(facts, "lt"),
    arn: (facts) => arn(facts, "ec2", `launch-template/${facts.id}`),
    outputs: ({ inputs, revision }) => ({
      latestVersion: 1 + revision,
      defaultVersion: inputs.updateDefaultVersion === true ? 1 + revision : 1,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIpv6: "disabled",
        httpPutResponseHopLimit: 1,
        httpTokens: "optional",
        instanceMetadataTags: "disabled",
      },
      namePrefix: "",
    }),
    name: {},
    changingOutputs: ["latestVersion", "defaultVersion"],
    references: [
      keyed("blockDeviceMappings.ebs.kmsKeyId"),
      securityGroups("networkInterfaces.securityGroups"),
      securityGroups("vpcSecurityGroupIds"),
      { from: "placement.groupName", to: placementGroup, by: ["name"] },
    ],
    key: ({ name }) => name,
    exists: {
      code: "InvalidLaunchTemplateName.AlreadyExistsException",
      text: "Launch template name already in use.",
    },
    missing: {
      code: "InvalidLaunchTemplateId.NotFound",
      text: "The specified launch template, with template ID {id}, does not exist.",
    },
  },

  [placementGroup]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "ec2", `placement-group/${facts.name}`),
    outputs: (facts) => ({
      partitionCount: 0,
      placementGroupId: ec2Id(facts, "pg"),
      spreadLevel: textOrEmpty(facts.inputs, "strategy") === "spread" ? "rack" : "",
    }),
    name: {},
    refuseDelete: ({ id }, cloud) => {
      const user = cloud.all("aws:eks/nodeGroup:NodeGroup").find(({ outputs }) => {
        const template = cloud.find(
          "aws:ec2/launchTemplate:LaunchTemplate",
          "id",
          textOrEmpty(objectOf(outputs, "launchTemplate"), "id"),
        );
        const size = objectOf(outputs, "scalingConfig").desiredSize;
        return template && size !== 0 && textOrEmpty(objectOf(template.outputs, "placement"), "groupName") === id;
      });
      return (
        user && new CloudError("InvalidPlacementGroup.InUse", `The placement group '${id}' is in use by ${user.id}.`)
      );
    },
    exists: { code: "InvalidPlacementGroup.Duplicate", text: "The Placement Group '{id}' already exists." },
    missing: { code: "InvalidPlacementGroup.Unknown", text: "The Placement Group '{id}' is unknown." },
    deletionTimeoutSeconds: 300,
  },

  "aws:autoscaling/tag:Tag": {
    id: ({ inputs }) => `${textOrEmpty(inputs, "autoscalingGroupName")},${textOrEmpty(objectOf(inputs, "tag"), "key")}`,
    references: [{ from: "autoscalingGroupName", to: autoscalingGroup, onDeletion: "follow" }],
    put: true,
  },
};
