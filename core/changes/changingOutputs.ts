import type { Difference } from "./differences";
import { covers, pathPattern } from "./differences";

/** Outputs of a type that get another value when an update in place changes one of some inputs. */
interface ChangingOutputs {
  /** Outputs by their first name. */
  readonly outputs: readonly string[];
  /** Inputs whose change causes it. @default - every input but those of `except` */
  readonly inputs?: readonly string[];
  /** Inputs whose change never causes it. */
  readonly except?: readonly string[];
}

/**
 * Read from the resources' update functions in hashicorp/terraform-provider-aws v6.58.0 and from the services' API
 * references. A replacement changes all outputs: it is not listed here.
 */
const table: Readonly<Record<string, readonly ChangingOutputs[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": [
    {
      outputs: ["latestVersion"],
      // Neither tags of the template itself nor the choice of its default version make a version.
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

/** Names of the outputs that get another value when a resource is updated in place with these differences. */
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
