import type { JsonObject } from "../../../core/json/json";
import { objectOf, textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Facts, SimulatedTypes } from "../resourceType";
import { arn, cluster, ec2Id, keyed, roleByArn, securityGroup, securityGroups, subnets, vpcOf } from "./formats";

/** Control planes. */
export const eksClusterTypes: SimulatedTypes = {
  [cluster]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "eks", `cluster/${facts.name}`),
    outputs: clusterOutputs,
    name: {},
    references: [
      roleByArn("roleArn"),
      subnets("vpcConfig.subnetIds"),
      securityGroups("vpcConfig.securityGroupIds"),
      keyed("encryptionConfig.provider.keyArn"),
    ],
    provides: ({ outputs }) => {
      const network = objectOf(outputs, "vpcConfig");
      return [
        {
          type: securityGroup,
          id: textOrEmpty(network, "clusterSecurityGroupId"),
          outputs: { vpcId: textOrEmpty(network, "vpcId") },
        },
      ];
    },
    interfaces: ({ id, outputs }) => {
      const network = objectOf(outputs, "vpcConfig");
      const groups = [...textsOf(network, "securityGroupIds"), textOrEmpty(network, "clusterSecurityGroupId")];
      return [{ subnetIds: textsOf(network, "subnetIds"), securityGroupIds: groups, owner: `control plane ${id}` }];
    },
    writesLogs: ({ id, outputs }) =>
      textsOf(outputs, "enabledClusterLogTypes").length > 0 ? [`/aws/eks/${id}/cluster`] : [],
    refuseDelete: ({ id, outputs }) =>
      outputs.deletionProtection === true
        ? new CloudError(
            "InvalidRequestException",
            `Cluster ${id} has deletion protection enabled and can't be deleted.`,
          )
        : undefined,
    exists: { code: "ResourceInUseException", text: "Cluster already exists with name: {id}" },
    missing: { code: "ResourceNotFoundException", text: "No cluster found for name: {id}." },
    // Source: moto/eks/models.py of getmoto/moto, from responses of the API.
    notReady: { code: "InvalidRequestException", text: "Cluster '{id}' is not in ACTIVE status" },
    inUse: { code: "ResourceInUseException", text: "Cluster has nodegroups attached" },
  },
};

function clusterOutputs(facts: Facts): JsonObject {
  const { account, cloud, controlPlane, hex, inputs, createdAt } = facts;
  const { endpoint, certificate } = controlPlane();
  const issuer = hex("issuer", 32).toUpperCase();
  return {
    accessConfig: { authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
    bootstrapSelfManagedAddons: true,
    certificateAuthority: { data: Buffer.from(certificate).toString("base64") },
    clusterId: "",
    computeConfig: { enabled: false },
    controlPlaneScalingConfig: { tier: "standard" },
    createdAt,
    deletionProtection: false,
    endpoint,
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${account.region}.amazonaws.com/id/${issuer}` }] }],
    kubeApiServerConfig: { eventTtl: "1h", serviceNodePortRange: { maxPort: 32767, minPort: 30000 } },
    kubeControllerManagerConfig: {
      horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "15s" },
      podGcControllerConfig: { terminatedPodGcThreshold: 12500 },
    },
    kubeSchedulerConfig: {
      nodeResourcesFit: { scoringStrategy: { resources: [{ name: "cpu", weight: 1 }], type: "LeastAllocated" } },
    },
    kubernetesNetworkConfig: {
      elasticLoadBalancing: { enabled: false },
      ipFamily: "ipv4",
      serviceIpv4Cidr: "10.100.0.0/16",
      serviceIpv6Cidr: "",
    },
    platformVersion: "eks.5",
    status: "ACTIVE",
    storageConfig: { blockStorage: { enabled: false } },
    upgradePolicy: { supportType: "EXTENDED" },
    version: "1.35",
    vpcConfig: {
      clusterSecurityGroupId: ec2Id(facts, "sg"),
      controlPlaneEgressMode: "AWS_MANAGED",
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
      securityGroupIds: [],
      subnetIds: [],
      vpcId: vpcOf(cloud, textsOf(objectOf(inputs, "vpcConfig"), "subnetIds")),
    },
  };
}
