import { randomBytes } from "node:crypto";
import type { JsonObject } from "../../../core/json/json";
import { objectOf, textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { CloudResource } from "../resourceType";
import type { CloudStore } from "../store";
import { databaseAddress, databaseType } from "../types/rds";
import type { Command } from "./command";
import { optional, required } from "./parameters";

/** Restores and renames databases. What they contain is not simulated. */
export const databaseCommands: Readonly<Record<string, Command>> = {
  "rds describe-db-instances": (parameters, store) => ({
    DBInstances: [described(databaseNamed(store, required(parameters, "db-instance-identifier")))],
  }),

  "rds restore-db-instance-to-point-in-time": (parameters, store) => {
    const source = databaseNamed(store, required(parameters, "source-db-instance-identifier"));
    if (source.outputs.backupRetentionPeriod === 0) {
      throw new CloudError("InvalidDBInstanceState", "Automated backups are not enabled for this database instance.");
    }
    return restored(store, source, required(parameters, "target-db-instance-identifier"), parameters);
  },

  "rds restore-db-instance-from-db-snapshot": (parameters, store) => {
    const id = required(parameters, "db-snapshot-identifier");
    const snapshot = store.leftovers().find((one) => one.kind === "rds snapshot" && one.id === id);
    if (!snapshot) throw new CloudError("DBSnapshotNotFound", `DBSnapshot ${id} not found.`);
    const source = {
      inputs: objectOf(snapshot.properties, "inputs"),
      outputs: objectOf(snapshot.properties, "outputs"),
    };
    return restored(store, source, required(parameters, "db-instance-identifier"), parameters);
  },

  "rds modify-db-instance": (parameters, store) => {
    const database = databaseNamed(store, required(parameters, "db-instance-identifier"));
    const name = optional(parameters, "new-db-instance-identifier");
    if (name !== undefined) requireFree(store, name);
    const protection = parameters["deletion-protection"];
    const change: JsonObject = {
      ...(name !== undefined && { identifier: name, ...databaseAddress(store.account, name, database.outputs) }),
      ...(typeof protection === "boolean" && { deletionProtection: protection }),
    };
    const inputs = Object.entries(change).filter(([key]) => key in database.inputs);
    const changed = {
      ...database,
      inputs: { ...database.inputs, ...Object.fromEntries(inputs) },
      outputs: { ...database.outputs, ...change },
    };
    store.put(changed);
    return { DBInstance: described(changed) };
  },

  "rds delete-db-instance": (parameters, store) => {
    const database = databaseNamed(store, required(parameters, "db-instance-identifier"));
    if (database.outputs.deletionProtection === true) {
      throw new CloudError(
        "InvalidParameterCombination",
        "Cannot delete protected DB Instance, please disable deletion protection and try again.",
      );
    }
    const snapshot = optional(parameters, "final-db-snapshot-identifier");
    if (snapshot === undefined && parameters["skip-final-snapshot"] !== true) {
      throw new CloudError(
        "InvalidParameterCombination",
        "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
      );
    }
    const { inputs, outputs } = database;
    if (snapshot !== undefined) {
      store.leave({ kind: "rds snapshot", id: snapshot, note: "final snapshot", properties: { inputs, outputs } });
    }
    store.remove(database);
    return { DBInstance: described(database) };
  },
};

/** RDS takes the storage, the engine and the login of the source. All else has RDS's defaults or the parameters. */
const taken = [
  ...["allocatedStorage", "engine", "engineVersion", "engineVersionActual", "dbName", "username", "port"],
  ...["kmsKeyId", "storageEncrypted", "storageType", "iops", "storageThroughput", "licenseModel", "instanceClass"],
];

function restored(
  store: CloudStore,
  { inputs, outputs: source }: Pick<CloudResource, "inputs" | "outputs">,
  name: string,
  parameters: Parameters<Command>[0],
): JsonObject {
  requireFree(store, name);
  const id = `db-${randomBytes(13).toString("hex").toUpperCase()}`;
  const now = new Date().toISOString();
  const group = optional(parameters, "db-subnet-group-name") ?? "default";
  if (group !== "default" && !store.find("aws:rds/subnetGroup:SubnetGroup", "name", group)) {
    throw new CloudError("DBSubnetGroupNotFoundFault", `DB subnet group '${group}' does not exist.`);
  }
  const groups = optional(parameters, "vpc-security-group-ids");
  const properties: JsonObject = {
    ...source,
    ...defaults,
    ...Object.fromEntries(taken.map((key) => [key, source[key] ?? null])),
    ...databaseAddress(store.account, name, source),
    identifier: name,
    resourceId: id,
    dbSubnetGroupName: group,
    instanceClass: optional(parameters, "db-instance-class") ?? textOrEmpty(source, "instanceClass"),
    vpcSecurityGroupIds: groups === undefined ? [] : groups.split(" "),
  };
  const resource: CloudResource = {
    type: databaseType,
    id,
    urn: "",
    seed: id,
    revision: 0,
    createdAt: now,
    modifiedAt: now,
    readyAt: now,
    // A refresh reads the inputs that the program sets.
    inputs: Object.fromEntries(Object.keys(inputs).map((key) => [key, properties[key] ?? null])),
    outputs: properties,
  };
  store.put(resource);
  return { DBInstance: described(resource) };
}

const defaults: JsonObject = {
  backupRetentionPeriod: 1,
  deletionProtection: false,
  enabledCloudwatchLogsExports: [],
  manageMasterUserPassword: false,
  masterUserSecrets: [],
  multiAz: false,
  parameterGroupName: "default.postgres17",
  performanceInsightsEnabled: false,
  tags: {},
  tagsAll: {},
};

function databaseNamed(store: CloudStore, name: string): CloudResource {
  const found = store.find(databaseType, "identifier", name);
  if (!found) throw new CloudError("DBInstanceNotFound", `DBInstance ${name} not found.`);
  return found;
}

function requireFree(store: CloudStore, name: string): void {
  if (store.find(databaseType, "identifier", name)) {
    throw new CloudError("DBInstanceAlreadyExists", "DB instance already exists");
  }
}

function described({ id, outputs }: CloudResource): JsonObject {
  return {
    DBInstanceIdentifier: textOrEmpty(outputs, "identifier"),
    DbiResourceId: id,
    DBInstanceStatus: "available",
    Endpoint: { Address: textOrEmpty(outputs, "address") },
  };
}
