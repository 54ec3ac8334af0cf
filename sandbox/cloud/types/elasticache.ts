import type { JsonObject } from "../../../core/json/json";
import { numberOf, textOrEmpty, textsOf } from "../../../core/json/reading";
import type { Facts, SimulatedTypes } from "../resourceType";
import { arn, keyed, securityGroups, subnet, vpcOf } from "./formats";
import { inGroup, snapshot, takenSnapshot } from "./snapshots";

const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const cacheSubnets = "aws:elasticache/subnetGroup:SubnetGroup";
const cacheParameters = "aws:elasticache/parameterGroup:ParameterGroup";
const managed = { description: "Managed by Pulumi" };

/** Caches. */
export const elasticacheTypes: SimulatedTypes = {
  [cache]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "elasticache", `replicationgroup:${facts.name}`),
    outputs: cacheOutputs,
    name: { property: "replicationGroupId", maximum: 40, lower: true },
    references: [
      { from: "subnetGroupName", to: cacheSubnets, by: ["name"], onDeletion: "refuse" },
      {
        from: "parameterGroupName",
        to: cacheParameters,
        by: ["name"],
        onDeletion: "refuse",
        accepts: (name) => name.startsWith("default."),
      },
      securityGroups("securityGroupIds"),
      keyed("kmsKeyId"),
    ],
    interfaces: ({ id, outputs }, cloud) =>
      inGroup(cloud, cacheSubnets, textOrEmpty(outputs, "subnetGroupName"), {
        securityGroupIds: textsOf(outputs, "securityGroupIds"),
        owner: `cache ${id}`,
      }),
    refuseDelete: ({ outputs }, cloud) =>
      takenSnapshot(outputs, cloud, "elasticache snapshot", "SnapshotAlreadyExistsFault"),
    leftoverOf: ({ outputs }) => snapshot(outputs, "elasticache snapshot"),
    exists: { code: "ReplicationGroupAlreadyExists", text: "Replication group already exists: {id}" },
    missing: { code: "ReplicationGroupNotFoundFault", text: "ReplicationGroup {id} not found." },
  },

  [cacheSubnets]: {
    id: ({ name }) => name.toLowerCase(),
    arn: (facts) => arn(facts, "elasticache", `subnetgroup:${facts.name}`),
    outputs: ({ cloud, inputs }) => ({ vpcId: vpcOf(cloud, textsOf(inputs, "subnetIds")) }),
    name: {},
    defaults: managed,
    references: [{ from: "subnetIds", to: subnet, onDeletion: "refuse" }],
    exists: { code: "CacheSubnetGroupAlreadyExists", text: "Cache subnet group {id} already exists" },
    missing: { code: "CacheSubnetGroupNotFoundFault", text: "Cache Subnet Group {id} does not exist." },
    inUse: { code: "CacheSubnetGroupInUse", text: "Cache subnet group {id} is currently in use by a cache cluster." },
  },

  [cacheParameters]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "elasticache", `parametergroup:${facts.name}`),
    name: {},
    defaults: managed,
    exists: { code: "CacheParameterGroupAlreadyExists", text: "Cache parameter group {id} already exists" },
    missing: { code: "CacheParameterGroupNotFound", text: "CacheParameterGroup not found: {id}" },
    inUse: {
      code: "InvalidCacheParameterGroupState",
      text: "One or more cache clusters are still members of this parameter group {id}, so the group cannot be deleted.",
    },
  },
};

function cacheOutputs(facts: Facts): JsonObject {
  const { account, hex, inputs, name } = facts;
  const nodes = numberOf(inputs, "numCacheClusters") ?? 1;
  const domain = `${name}.${hex("endpoint", 6)}.${account.region.replaceAll("-", "").slice(0, 4)}.cache.amazonaws.com`;
  return {
    applyImmediately: false,
    atRestEncryptionEnabled: false,
    autoMinorVersionUpgrade: true,
    clusterEnabled: false,
    clusterMode: "disabled",
    configurationEndpointAddress: "",
    dataTieringEnabled: false,
    durability: "",
    engine: "redis",
    engineVersion: "",
    engineVersionActual: textOrEmpty(inputs, "engineVersion").replace(/^(\d+\.\d+)$/, "$1.0"),
    globalReplicationGroupId: "",
    ipDiscovery: "ipv4",
    maintenanceWindow: "sun:05:00-sun:06:00",
    memberClusters: Array.from({ length: nodes }, (_, index) => `${name}-${String(index + 1).padStart(3, "0")}`),
    networkType: "ipv4",
    nodeGroupConfigurations: [],
    nodeType: "",
    numCacheClusters: 1,
    numNodeGroups: 1,
    parameterGroupName: "",
    primaryEndpointAddress: `master.${domain}`,
    readerEndpointAddress: `replica.${domain}`,
    replicasPerNodeGroup: nodes - 1,
    securityGroupIds: [],
    securityGroupNames: [],
    snapshotWindow: "03:30-04:30",
    subnetGroupName: "default",
    transitEncryptionEnabled: false,
    transitEncryptionMode: inputs.transitEncryptionEnabled === true ? "required" : "",
  };
}
