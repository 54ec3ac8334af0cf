import type { JsonObject } from "../../core/json/json";
import { numberOf, objectOf, textOrEmpty, textsOf } from "../../core/json/reading";
import { CloudError } from "./cloudError";
import type { CloudResource, CloudView } from "./resourceType";
import { cluster, zoneOf } from "./types/formats";

/** A change as the service sees it: all properties before it, and those that the program sets after it. */
interface Update {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly cloud: CloudView;
}

/** A rule by which a service rejects a change. */
interface RefusedUpdate {
  /** Returns AWS's error text, or undefined if AWS accepts the change. */
  readonly refuse: (update: Update) => string | undefined;
  readonly code: string;
  /** Where AWS documents the rule, or a report of the error. */
  readonly source: string;
}

/** @throws CloudError for a change that the service rejects. */
export function requireUpdatable(type: string, before: CloudResource, after: JsonObject, cloud: CloudView): void {
  for (const { refuse, code } of refusedUpdates[type] ?? []) {
    const text = refuse({ before: before.outputs, after: { ...before.outputs, ...after }, cloud });
    if (text !== undefined) throw new CloudError(code, text);
  }
}

/** Rules by resource type. */
const refusedUpdates: Readonly<Record<string, readonly RefusedUpdate[]>> = {
  [cluster]: [
    {
      // EKS can roll a cluster back within seven days of an upgrade, if no node is newer. The sandbox does not simulate
      // this.
      refuse: ({ before, after }) => {
        const [from, to] = [textOrEmpty(before, "version"), textOrEmpty(after, "version")];
        const step = minor(to) - minor(from);
        return step < 0 || step > 1 ? `Unsupported Kubernetes minor version update from ${from} to ${to}` : undefined;
      },
      code: "InvalidParameterException",
      source: "EKS user guide, update-cluster and rollback-cluster; rancher/rancher#43316, #26908",
    },
    {
      refuse: ({ before, after, cloud }) => {
        const [then, now] = [zonesOf(before, cloud), zonesOf(after, cloud)];
        return then.join() === now.join()
          ? undefined
          : `Provided subnets belong to the following AZs '${now.join(",")}'. But they should belong to the exact set of AZs '${then.join(",")}' in which subnets were provided during cluster creation.`;
      },
      code: "InvalidParameterException",
      source: "aws/containers-roadmap#2258, #2330; EKS API, VpcConfigRequest",
    },
    {
      refuse: ({ before, after }) => {
        const [from, to] = [authenticationMode(before), authenticationMode(after)];
        const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
        const step = modes.indexOf(to) - modes.indexOf(from);
        return step < 0 || step > 1 ? `Unsupported authentication mode update from ${from} to ${to}` : undefined;
      },
      code: "InvalidParameterException",
      source: "pulumi/pulumi-eks#1493; EKS user guide, setting-up-access-entries",
    },
  ],

  "aws:eks/nodeGroup:NodeGroup": [
    {
      refuse: ({ before, after }) => {
        const [from, to] = [textOrEmpty(before, "version"), textOrEmpty(after, "version")];
        return minor(to) < minor(from)
          ? `A node group cannot be rolled back to an earlier Kubernetes version: from ${from} to ${to}`
          : undefined;
      },
      code: "InvalidParameterException",
      source: "EKS user guide, update-managed-node-group",
    },
  ],

  "aws:rds/instance:Instance": [
    {
      refuse: ({ before, after }) => {
        const [from, to] = [numberOf(before, "allocatedStorage") ?? 0, numberOf(after, "allocatedStorage") ?? 0];
        const kind = `engine name ${textOrEmpty(after, "engine")} and storage type ${textOrEmpty(after, "storageType")}`;
        return to < from ? `Invalid storage size for ${kind}: ${to}` : undefined;
      },
      code: "InvalidParameterCombination",
      source: "RDS user guide, storage of a DB instance cannot be reduced; convox/rack#2846",
    },
    {
      refuse: ({ before, after }) => {
        const [from, to] = [textOrEmpty(before, "engineVersionActual"), textOrEmpty(after, "engineVersion")];
        return isEarlier(to, from) ? `Cannot upgrade ${textOrEmpty(after, "engine")} from ${from} to ${to}` : undefined;
      },
      code: "InvalidParameterCombination",
      source: "ministryofjustice/cloud-platform-environments#3517",
    },
    {
      refuse: ({ before, after }) => {
        const [from, to] = [textOrEmpty(before, "engineVersion"), textOrEmpty(after, "engineVersion")];
        const isMajor = majorOf(textOrEmpty(after, "engine"), from) !== majorOf(textOrEmpty(after, "engine"), to);
        return isMajor && after.allowMajorVersionUpgrade !== true
          ? "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
          : undefined;
      },
      code: "InvalidParameterCombination",
      source: "RDS API, ModifyDBInstance, AllowMajorVersionUpgrade",
    },
  ],

  "aws:elasticache/replicationGroup:ReplicationGroup": [
    {
      refuse: ({ before, after }) => {
        const [from, to] = [before.transitEncryptionEnabled === true, after.transitEncryptionEnabled === true];
        return !from && to && textOrEmpty(after, "transitEncryptionMode") !== "preferred"
          ? "To enable transit encryption, set the transit encryption mode to preferred first, and to required afterwards."
          : undefined;
      },
      code: "InvalidParameterCombination",
      source: "ElastiCache user guide, in-transit-encryption-enable; n8n-io/terraform-aws-n8n#76",
    },
  ],
};

/** Returns 35 for `1.35`. */
function minor(version: string): number {
  return Number(version.split(".")[1] ?? Number.NaN);
}

function zonesOf(properties: JsonObject, cloud: CloudView): string[] {
  const subnets = textsOf(objectOf(properties, "vpcConfig"), "subnetIds");
  return [...new Set(subnets.map((id) => zoneOf(cloud, id)))].sort();
}

function authenticationMode(properties: JsonObject): string {
  return textOrEmpty(properties, "accessConfig", "authenticationMode") || "CONFIG_MAP";
}

/** Whether a version is earlier than another. Only parts that both have are compared: 17 is not earlier than 17.6. */
function isEarlier(version: string, other: string): boolean {
  const [ours, theirs] = [version, other].map((text) => text.split(".").map(Number));
  for (const [index, number] of (ours ?? []).entries()) {
    const against = theirs?.[index] ?? 0;
    if (number !== against) return number < against;
  }
  return false;
}

/** Returns the major version: `17` for PostgreSQL 17.6, `8.4` for MySQL 8.4.5. */
function majorOf(engine: string, version: string): string {
  return version
    .split(".")
    .slice(0, engine === "mysql" ? 2 : 1)
    .join(".");
}
