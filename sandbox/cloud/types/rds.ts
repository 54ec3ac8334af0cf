import { createHash } from "node:crypto";
import type { JsonObject } from "../../../core/json/json";
import { numberOf, textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Account, CloudResource, CloudView, Facts, SimulatedTypes } from "../resourceType";
import { arn, capitals, keyed, roleByArn, securityGroups, subnet, vpcOf, zoneOf } from "./formats";
import { inGroup, snapshot, takenSnapshot } from "./snapshots";

export const databaseType = "aws:rds/instance:Instance";
const rdsSubnets = "aws:rds/subnetGroup:SubnetGroup";
const rdsParameters = "aws:rds/parameterGroup:ParameterGroup";
const managed = { description: "Managed by Pulumi" };

/** Databases. */
export const rdsTypes: SimulatedTypes = {
  [databaseType]: {
    id: (facts) => `db-${capitals(facts, "resource", 26)}`,
    arn: (facts) => arn(facts, "rds", `db:${facts.name}`),
    outputs: databaseOutputs,
    name: { property: "identifier" },
    references: [
      { from: "dbSubnetGroupName", to: rdsSubnets, by: ["name"], onDeletion: "refuse" },
      {
        from: "parameterGroupName",
        to: rdsParameters,
        by: ["name"],
        onDeletion: "refuse",
        accepts: (name) => name.startsWith("default."),
      },
      securityGroups("vpcSecurityGroupIds"),
      keyed("kmsKeyId"),
      keyed("masterUserSecretKmsKeyId"),
      keyed("performanceInsightsKmsKeyId"),
      roleByArn("monitoringRoleArn"),
    ],
    key: ({ name }) => name,
    interfaces: ({ id, outputs }, cloud) =>
      inGroup(cloud, rdsSubnets, textOrEmpty(outputs, "dbSubnetGroupName"), {
        securityGroupIds: textsOf(outputs, "vpcSecurityGroupIds"),
        owner: `database ${id}`,
      }),
    writesLogs: ({ outputs }) =>
      textsOf(outputs, "enabledCloudwatchLogsExports").map(
        (type) => `/aws/rds/instance/${textOrEmpty(outputs, "identifier")}/${type}`,
      ),
    refuseDelete: refuseDatabase,
    leftoverOf: ({ inputs, outputs }) => {
      const left = snapshot(outputs, "rds snapshot");
      return left && { ...left, properties: { inputs, outputs } };
    },
    exists: { code: "DBInstanceAlreadyExists", text: "DB instance already exists" },
    missing: { code: "DBInstanceNotFound", text: "DBInstance {id} not found." },
  },

  [rdsSubnets]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "rds", `subgrp:${facts.name}`),
    outputs: ({ cloud, inputs }) => ({
      namePrefix: "",
      supportedNetworkTypes: ["IPV4"],
      vpcId: vpcOf(cloud, textsOf(inputs, "subnetIds")),
    }),
    name: {},
    defaults: managed,
    references: [{ from: "subnetIds", to: subnet, onDeletion: "refuse" }],
    validate: (facts) => twoZones(facts),
    exists: { code: "DBSubnetGroupAlreadyExists", text: "The DB subnet group '{id}' already exists." },
    missing: { code: "DBSubnetGroupNotFoundFault", text: "DB subnet group '{id}' does not exist." },
    inUse: {
      code: "InvalidDBSubnetGroupStateFault",
      text: "Cannot delete the subnet group '{id}' because at least one database instance is still using it.",
    },
  },

  [rdsParameters]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "rds", `pg:${facts.name}`),
    outputs: () => ({ namePrefix: "", skipDestroy: false }),
    name: {},
    defaults: managed,
    exists: { code: "DBParameterGroupAlreadyExists", text: "Parameter group {id} already exists" },
    missing: { code: "DBParameterGroupNotFound", text: "DBParameterGroup not found: {id}" },
    inUse: {
      code: "InvalidDBParameterGroupState",
      text: "One or more database instances are still members of this parameter group {id}",
    },
    deletionTimeoutSeconds: 180,
  },
};

function databaseOutputs(facts: Facts): JsonObject {
  const { account, cloud, hex, id, inputs, name, createdAt } = facts;
  const engine = textOrEmpty(inputs, "engine") || "postgres";
  const port = numberOf(inputs, "port") ?? (engine === "mysql" ? 3306 : 5432);
  const group = cloud.find(rdsSubnets, "name", textOrEmpty(inputs, "dbSubnetGroupName"));
  const secretKey = textOrEmpty(inputs, "masterUserSecretKmsKeyId");
  const suffix = capitals(facts, "secret", 6);
  return {
    ...databaseAddress(account, name, { port }),
    allocatedStorage: 20,
    availabilityZone: zoneOf(cloud, group ? (textsOf(group.outputs, "subnetIds")[0] ?? "") : ""),
    backupRetentionPeriod: 0,
    backupTarget: "region",
    backupWindow: "03:00-03:30",
    caCertIdentifier: "rds-ca-rsa2048-g1",
    characterSetName: "",
    databaseInsightsMode: "standard",
    dbName: "",
    dbSubnetGroupName: "default",
    deletionProtection: false,
    domainFqdn: "",
    engine,
    engineLifecycleSupport: "open-source-rds-extended-support",
    engineVersion: "",
    engineVersionActual: textOrEmpty(inputs, "engineVersion").replace(/^(\d+)$/, "$1.6"),
    hostedZoneId: `Z${hex("zone", 12).toUpperCase()}`,
    identifierPrefix: "",
    instanceClass: "",
    iops: textOrEmpty(inputs, "storageType") === "gp3" ? 3000 : 0,
    kmsKeyId: "",
    latestRestorableTime: createdAt,
    licenseModel: engine === "mysql" ? "general-public-license" : "postgresql-license",
    listenerEndpoints: [],
    maintenanceWindow: "sun:04:00-sun:04:30",
    masterUserSecretKmsKeyId: "",
    masterUserSecrets:
      inputs.manageMasterUserPassword === true
        ? [
            {
              kmsKeyId: secretKey,
              secretArn: arn(facts, "secretsmanager", `secret:rds!${id.toLowerCase()}-${suffix}`),
              secretStatus: "active",
            },
          ]
        : [],
    monitoringRoleArn: "",
    multiAz: false,
    ncharCharacterSetName: "",
    networkType: "IPV4",
    optionGroupName: `default:${engine}-${textOrEmpty(inputs, "engineVersion").split(".")[0]}`,
    parameterGroupName: "",
    performanceInsightsKmsKeyId: "",
    performanceInsightsRetentionPeriod: 0,
    port,
    replicaMode: "",
    replicas: [],
    resourceId: id,
    skipFinalSnapshot: false,
    snapshotIdentifier: "",
    status: "available",
    storageThroughput: textOrEmpty(inputs, "storageType") === "gp3" ? 125 : 0,
    storageType: "gp2",
    timezone: "",
    upgradeRolloutOrder: "",
    username: "",
    vpcSecurityGroupIds: [],
  };
}

/** Returns address and endpoint, which follow from the name: a renamed instance takes over those of the name. */
export function databaseAddress(
  { accountId, region }: Account,
  name: string,
  { port }: JsonObject,
): { address: string; endpoint: string } {
  const digits = createHash("sha256").update(`${accountId} ${region}`).digest("hex").slice(0, 12);
  const address = `${name}.${digits}.${region}.rds.amazonaws.com`;
  return { address, endpoint: `${address}:${port ?? 5432}` };
}

function refuseDatabase({ outputs }: CloudResource, cloud: CloudView): CloudError | undefined {
  if (outputs.deletionProtection === true) {
    return new CloudError(
      "InvalidParameterCombination",
      "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    );
  }
  if (outputs.skipFinalSnapshot === true) return undefined;
  if (textOrEmpty(outputs, "finalSnapshotIdentifier") === "") {
    return new CloudError(
      "InvalidParameterCombination",
      "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot",
    );
  }
  return takenSnapshot(outputs, cloud, "rds snapshot", "DBSnapshotAlreadyExists");
}

/** Checks that the subnets of a database are in at least two zones. */
function twoZones({ cloud, inputs }: Facts): CloudError | undefined {
  const zones = new Set(textsOf(inputs, "subnetIds").map((id) => zoneOf(cloud, id)));
  return zones.size > 1
    ? undefined
    : new CloudError(
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Add subnets to cover at least 2 AZs.",
      );
}
