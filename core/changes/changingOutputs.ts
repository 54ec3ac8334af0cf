import type { Difference } from "./differences";
import { covers, pathPattern } from "./differences";

/** Outputs of a type that change when an in-place update changes certain inputs. */
interface ChangingOutputs {
  /** Names of top-level outputs. */
  readonly outputs: readonly string[];
  /** Inputs that change the outputs. @default - every input except those in `except` */
  readonly inputs?: readonly string[];
  /** Inputs that never change the outputs. @default - none */
  readonly except?: readonly string[];
}

/**
 * Outputs that change, by resource type. Sources: the update functions in hashicorp/terraform-provider-aws v6.58.0 and
 * the services' API references. A replacement changes all outputs, so the table covers only in-place updates.
 */
const table: Readonly<Record<string, readonly ChangingOutputs[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": [
    {
      outputs: ["latestVersion"],
      // Changing the template's own tags or its default version does not create a version.
      except: ["tags", "tagsAll", "defaultVersion", "updateDefaultVersion"],
    },
    { outputs: ["defaultVersion"], except: ["tags", "tagsAll"] },
  ],
  "aws:eks/cluster:Cluster": [{ outputs: ["platformVersion", "status"], inputs: ["version"] }],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    {
      outputs: ["memberClusters", "clusterEnabled"],
      inputs: ["numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"],
    },
    { outputs: ["engineVersionActual"], inputs: ["engine", "engineVersion"] },
  ],
  "aws:rds/instance:Instance": [
    { outputs: ["address", "endpoint", "arn", "identifier"], inputs: ["identifier"] },
    { outputs: ["endpoint", "port"], inputs: ["port"] },
    { outputs: ["engineVersionActual"], inputs: ["engineVersion"] },
    { outputs: ["masterUserSecrets"], inputs: ["manageMasterUserPassword", "masterUserSecretKmsKeyId"] },
    { outputs: ["latestRestorableTime"], inputs: ["backupRetentionPeriod"] },
  ],
  "aws:s3/bucketObjectv2:BucketObjectv2": [{ outputs: ["etag", "versionId"], except: ["tags", "tagsAll"] }],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    { outputs: ["versionId"], inputs: ["secretString", "secretBinary"] },
  ],
  "aws:ssm/parameter:Parameter": [{ outputs: ["version"], inputs: ["value", "insecureValue"] }],
};

/** Returns the names of the outputs that change when a resource is updated in place with these differences. */
export function changedOutputs(type: string, differences: readonly Pick<Difference, "path">[]): ReadonlySet<string> {
  const changed = (table[type] ?? []).filter(({ inputs, except = [] }) =>
    differences.some(({ path }) => {
      if (path[0] === "options" || path[0] === "urn") return false;
      const covered = (names: readonly string[]) => names.some((name) => covers(pathPattern(name), path));
      return inputs ? covered(inputs) : !covered(except);
    }),
  );
  return new Set(changed.flatMap(({ outputs }) => outputs));
}
