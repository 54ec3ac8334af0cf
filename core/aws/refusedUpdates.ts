import type { Json } from "../json/json";
import { quantityOf } from "../kubernetes/quantities";
import { compareVersions, versionNumbers } from "../versions/compareVersions";

/** An update of one input that the service rejects regardless of other inputs. */
export interface RefusedUpdate {
  /** Pulumi type of the resource. */
  readonly type: string;
  /** Path of the input. It applies to all items of lists. */
  readonly path: string;
  /** URL of the documentation. */
  readonly source: string;
  /** Returns why the service rejects the new value, with a fix, or undefined if it accepts the value. */
  readonly reason: (before: Json | undefined, after: Json | undefined) => string | undefined;
}

const docs = "https://docs.aws.amazon.com";
const kubernetesDocs = "https://kubernetes.io/docs";
const cluster = "aws:eks/cluster:Cluster";
const database = "aws:rds/instance:Instance";
const databaseCluster = "aws:rds/cluster:Cluster";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

/** Updates that AWS or the Kubernetes API rejects, each with its source. The plan reports them first. */
export const refusedUpdates: readonly RefusedUpdate[] = [
  {
    type: cluster,
    path: "version",
    source: `${docs}/eks/latest/userguide/update-cluster.html`,
    reason: texts(kubernetesVersion),
  },
  {
    type: "aws:eks/nodeGroup:NodeGroup",
    path: "version",
    source: `${docs}/eks/latest/userguide/rollback-cluster.html`,
    reason: texts(nodeGroupVersion),
  },
  {
    type: cluster,
    path: "accessConfig.authenticationMode",
    source: `${docs}/eks/latest/userguide/setting-up-access-entries.html`,
    reason: texts((before, after) => {
      const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
      return modes.indexOf(after) < modes.indexOf(before)
        ? `EKS does not change the authentication mode from ${before} back to ${after}: keep ${before}`
        : undefined;
    }),
  },
  {
    type: cluster,
    path: "kubernetesNetworkConfig.serviceIpv4Cidr",
    source: `${docs}/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html`,
    reason: texts(
      (before) =>
        `EKS sets the service IP range when it creates the cluster: keep ${before}, or create another platform`,
    ),
  },
  {
    type: cluster,
    path: "kubernetesNetworkConfig.ipFamily",
    source: `${docs}/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html`,
    reason: texts(
      (before) => `EKS sets the IP family when it creates the cluster: keep ${before}, or create another platform`,
    ),
  },
  ...[database, databaseCluster].flatMap((type): RefusedUpdate[] => [
    {
      type,
      path: "allocatedStorage",
      source: `${docs}/AmazonRDS/latest/UserGuide/USER_PIOPS.StorageTypes.html`,
      reason: numbers((before, after) =>
        after < before
          ? `RDS does not shrink storage from ${before} to ${after} GiB: keep at least ${before}, or move the data to another instance`
          : undefined,
      ),
    },
    {
      type,
      path: "engineVersion",
      source: `${docs}/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html`,
      reason: texts(
        (before, after) =>
          noDowngrade("RDS does not downgrade an engine")(before, after) ?? skippedMySql(before, after),
      ),
    },
    {
      type,
      path: "backupRetentionPeriod",
      source: `${docs}/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html`,
      reason: numbers((_, after) =>
        after < 0 || after > 35
          ? `RDS keeps backups for 0 to 35 days, not ${after}: use a number from 0 to 35`
          : undefined,
      ),
    },
  ]),
  {
    type: cache,
    path: "engineVersion",
    source: `${docs}/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html`,
    reason: texts(noDowngrade("ElastiCache does not downgrade an engine")),
  },
  {
    type: cache,
    path: "engine",
    source: `${docs}/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html`,
    reason: texts((before, after) =>
      before === "valkey" && after === "redis"
        ? "ElastiCache does not change Valkey back to Redis OSS: keep valkey, or create another cache"
        : undefined,
    ),
  },
  {
    type: "aws:ebs/volume:Volume",
    path: "size",
    source: `${docs}/ebs/latest/userguide/ebs-modify-volume.html`,
    reason: numbers((before, after) =>
      after < before
        ? `EBS does not shrink a volume from ${before} to ${after} GiB: keep at least ${before}`
        : undefined,
    ),
  },
  {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    path: "versioningConfiguration.status",
    source: `${docs}/AmazonS3/latest/userguide/manage-versioning-examples.html`,
    reason: texts((before, after) =>
      before !== "Disabled" && after === "Disabled"
        ? "S3 does not disable versioning after it was enabled: use Suspended instead of Disabled"
        : undefined,
    ),
  },
  {
    type: "kubernetes:core/v1:PersistentVolumeClaim",
    path: "spec.resources.requests.storage",
    source: `${kubernetesDocs}/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims`,
    reason: texts(noShrink("Kubernetes does not shrink a claim")),
  },
  {
    type: "kubernetes:apps/v1:StatefulSet",
    path: "spec.volumeClaimTemplates.spec.resources.requests.storage",
    source: `${kubernetesDocs}/concepts/workloads/controllers/statefulset/#volume-claim-templates`,
    reason: texts(noShrink("Kubernetes does not resize the claims of a StatefulSet")),
  },
];

type Reason = (before: string, after: string) => string | undefined;

function texts(reason: Reason): RefusedUpdate["reason"] {
  return (before, after) =>
    typeof before === "string" && typeof after === "string" ? reason(before, after) : undefined;
}

function numbers(reason: (before: number, after: number) => string | undefined): RefusedUpdate["reason"] {
  return (before, after) =>
    typeof before === "number" && typeof after === "number" ? reason(before, after) : undefined;
}

/**
 * How to roll back by hand: https://docs.aws.amazon.com/eks/latest/userguide/rollback-cluster.html. An update of the
 * program has another order: it changes nodes after the control plane.
 */
const rollback = "roll back by hand as in docs/operations/day-two.md, nodes first";

function kubernetesVersion(before: string, after: string): string | undefined {
  const [major, minor] = versionNumbers(before);
  const [nextMajor, nextMinor] = versionNumbers(after);
  if (compareVersions(after, before) < 0) {
    return major === nextMajor && minor === (nextMinor ?? 0) + 1
      ? `EKS rolls a cluster back from Kubernetes ${before} to ${after} only within 7 days of its upgrade, and only after its nodes: keep ${before}, or ${rollback}`
      : `EKS does not roll a cluster back from Kubernetes ${before} to ${after}, by more than one minor version: keep ${before}`;
  }
  if (minor === undefined || nextMinor === undefined || major !== nextMajor || nextMinor - minor < 2) return undefined;
  return `EKS upgrades one minor version at a time, not from Kubernetes ${before} to ${after}: upgrade to ${major}.${minor + 1} first`;
}

function nodeGroupVersion(before: string, after: string): string | undefined {
  return compareVersions(after, before) < 0
    ? `EKS rolls a node group back from Kubernetes ${before} to ${after} only before its cluster: keep ${before}, or ${rollback}`
    : undefined;
}

/** Major versions of MySQL. RDS upgrades MySQL to the next one only. Other engines may skip versions. */
const mySqlVersions = ["5.7", "8.0", "8.4"];

function skippedMySql(before: string, after: string): string | undefined {
  const placeOf = (version: string) => mySqlVersions.findIndex((known) => compareVersions(version, known) === 0);
  const [one, other] = [placeOf(before), placeOf(after)];
  if (one < 0 || other - one < 2) return undefined;
  return `RDS upgrades MySQL one major version at a time, not from ${before} to ${after}: upgrade to ${mySqlVersions[one + 1]} first`;
}

function noDowngrade(what: string): Reason {
  return (before, after) =>
    compareVersions(after, before) < 0 ? `${what} (from ${before} to ${after}): keep ${before}` : undefined;
}

/** Returns a check that rejects a smaller Kubernetes quantity of storage. */
export function noShrink(what: string): Reason {
  return (before, after) => {
    const [one, other] = [quantityOf(before), quantityOf(after)];
    if (one === undefined || other === undefined || other >= one) return undefined;
    return `${what} (from ${before} to ${after}): keep at least ${before}`;
  };
}
