import type { JsonObject } from "../../../core/json/json";
import { numberOf, objectOf, textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { CloudView, Facts, SimulatedTypes } from "../resourceType";
import { autoscalingGroup } from "./ec2";
import { arn, cluster, role, roleByArn, subnets, uuid } from "./formats";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";

/** Managed node groups. */
export const eksNodeGroupTypes: SimulatedTypes = {
  [nodeGroup]: {
    id: ({ inputs, name }) => `${textOrEmpty(inputs, "clusterName")}:${name}`,
    arn: (facts) => {
      const { inputs, name } = facts;
      return arn(facts, "eks", `nodegroup/${textOrEmpty(inputs, "clusterName")}/${name}/${uuid(facts, "group")}`);
    },
    outputs: nodeGroupOutputs,
    name: { property: "nodeGroupName" },
    references: [
      { from: "clusterName", to: cluster, by: ["name"], onDeletion: "refuse" },
      roleByArn("nodeRoleArn"),
      subnets("subnetIds"),
      { from: "launchTemplate.id", to: "aws:ec2/launchTemplate:LaunchTemplate" },
    ],
    provides: ({ outputs }) => {
      const { resources } = outputs;
      const [first] = Array.isArray(resources) ? resources : [];
      const groups =
        typeof first === "object" && first !== null && !Array.isArray(first) ? first.autoscalingGroups : [];
      return (Array.isArray(groups) ? groups : []).flatMap((group) => {
        if (typeof group !== "object" || group === null || Array.isArray(group)) return [];
        return [{ type: autoscalingGroup, id: textOrEmpty(group, "name"), outputs: {} }];
      });
    },
    interfaces: ({ id, outputs }, cloud) => {
      if ((numberOf(objectOf(outputs, "scalingConfig"), "desiredSize") ?? 0) === 0) return [];
      const owner = cloud.find(cluster, "id", textOrEmpty(outputs, "clusterName"));
      const group = owner ? textOrEmpty(objectOf(owner.outputs, "vpcConfig"), "clusterSecurityGroupId") : "";
      return [{ subnetIds: textsOf(outputs, "subnetIds"), securityGroupIds: [group], owner: `nodes of ${id}` }];
    },
    validate: (facts) => joinable(facts) ?? validScaling(facts) ?? validTemplate(facts),
    exists: { code: "ResourceInUseException", text: "NodeGroup already exists: {id}" },
    missing: { code: "ResourceNotFoundException", text: "No node group found for name: {id}." },
  },
};

function nodeGroupOutputs(facts: Facts): JsonObject {
  const { cloud, inputs, name } = facts;
  const owner = cloud.find(cluster, "name", textOrEmpty(inputs, "clusterName"));
  const version = textOrEmpty(inputs, "version") || (owner ? textOrEmpty(owner.outputs, "version") : "");
  return {
    amiType: "AL2023_x86_64_STANDARD",
    capacityType: "ON_DEMAND",
    diskSize: inputs.launchTemplate === undefined ? 20 : 0,
    instanceTypes: ["t3.medium"],
    nodeGroupNamePrefix: "",
    nodeRepairConfig: { enabled: false },
    releaseVersion: `${version}.0-20260930`,
    resources: [
      { autoscalingGroups: [{ name: `eks-${name}-${uuid(facts, "scaling")}` }], remoteAccessSecurityGroupId: "" },
    ],
    status: "ACTIVE",
    updateConfig: { maxUnavailable: 1 },
    version,
  };
}

/** Nodes join only if their role allows it. Otherwise the creation of the group fails after half an hour. */
function joinable({ cloud, inputs }: Facts): CloudError | undefined {
  const owner = cloud.find(role, "arn", textOrEmpty(inputs, "nodeRoleArn"));
  const attached = cloud.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment").some(({ outputs }) => {
    return outputs.role === owner?.id && textOrEmpty(outputs, "policyArn").endsWith("/AmazonEKSWorkerNodePolicy");
  });
  return attached || !owner
    ? undefined
    : new CloudError(
        "NodeCreationFailure",
        "Instances failed to join the kubernetes cluster: AmazonEKSWorkerNodePolicy",
      );
}

function validScaling({ inputs }: Facts): CloudError | undefined {
  const scaling = objectOf(inputs, "scalingConfig");
  const [minimum, desired, maximum] = ["minSize", "desiredSize", "maxSize"].map((part) => numberOf(scaling, part) ?? 0);
  return (minimum ?? 0) > (desired ?? 0) || (desired ?? 0) > (maximum ?? 0)
    ? new CloudError(
        "InvalidParameterException",
        `Minimum capacity ${minimum} can't be greater than desired size ${desired}, which can't be greater than maximum ${maximum}`,
      )
    : undefined;
}

function validTemplate({ cloud, inputs }: Facts): CloudError | undefined {
  const { id, version } = objectOf(inputs, "launchTemplate");
  const template = cloud.find("aws:ec2/launchTemplate:LaunchTemplate", "id", typeof id === "string" ? id : "");
  const number = Number(version);
  return template && number > (numberOf(template.outputs, "latestVersion") ?? 1)
    ? new CloudError("InvalidRequestException", `You cannot specify version ${version} of ${id}: it does not exist`)
    : undefined;
}

/** Whether a cluster has nodes on which pods can run. */
export function hasNodes(cloud: CloudView, clusterName: string): boolean {
  return cloud.all(nodeGroup).some(({ outputs }) => {
    return (
      outputs.clusterName === clusterName && (numberOf(objectOf(outputs, "scalingConfig"), "desiredSize") ?? 0) > 0
    );
  });
}
