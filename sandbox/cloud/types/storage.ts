import { objectOf, textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Reference, SimulatedType, SimulatedTypes } from "../resourceType";
import {
  addressOf,
  arn,
  dnsSuffix,
  ec2Id,
  keyed,
  principals,
  roleByArn,
  securityGroups,
  subnet,
  zoneId,
  zoneOf,
} from "./formats";

const bucket = "aws:s3/bucket:Bucket";
const repository = "aws:ecr/repository:Repository";
const fileSystem = "aws:efs/fileSystem:FileSystem";

/** Buckets, image repositories and shared file systems. */
export const storageTypes: SimulatedTypes = {
  [bucket]: {
    id: ({ name }) => name,
    arn: ({ account, name }) => `arn:${account.partition}:s3:::${name}`,
    outputs: (facts) => {
      const { account, name } = facts;
      return {
        accelerationStatus: "",
        acl: "private",
        bucketDomainName: `${name}.s3.${dnsSuffix(facts)}`,
        bucketNamespace: "global",
        bucketPrefix: "",
        bucketRegion: account.region,
        bucketRegionalDomainName: `${name}.s3.${account.region}.${dnsSuffix(facts)}`,
        corsRules: [],
        forceDestroy: false,
        grants: [{ id: facts.hex("owner", 64), permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
        hostedZoneId: `Z${facts.hex(`zone ${account.region}`, 12).toUpperCase()}`,
        lifecycleRules: [],
        logging: { targetBucket: "" },
        objectLockConfiguration: {},
        objectLockEnabled: false,
        policy: "",
        replicationConfiguration: { role: "", rules: [] },
        requestPayer: "BucketOwner",
        serverSideEncryptionConfiguration: { rule: { blockedEncryptionTypes: [], bucketKeyEnabled: false } },
        versioning: { enabled: false },
        website: {},
        websiteDomain: "",
        websiteEndpoint: "",
      };
    },
    name: { property: "bucket", maximum: 63, lower: true },
    refuseDelete: ({ outputs, contents = [], versions = [] }) =>
      contents.length + versions.length > 0 && outputs.forceDestroy !== true
        ? new CloudError("BucketNotEmpty", "The bucket you tried to delete is not empty")
        : undefined,
    exists: {
      code: "BucketAlreadyOwnedByYou",
      text: "Your previous request to create the named bucket succeeded and you already own it: {id}",
    },
    missing: { code: "NoSuchBucket", text: "The specified bucket does not exist: {id}" },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketSetting({
    expectedBucketOwner: "",
    transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
  }),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketSetting({}),
  "aws:s3/bucketPolicy:BucketPolicy": bucketSetting({}, [roleByArn(principals("policy"))]),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketSetting({
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketSetting(
    { rules: [{ blockedEncryptionTypes: [], bucketKeyEnabled: false }] },
    [keyed("rules.applyServerSideEncryptionByDefault.kmsMasterKeyId")],
  ),
  "aws:s3/bucketVersioning:BucketVersioning": bucketSetting({ versioningConfiguration: { mfaDelete: "", status: "" } }),

  [repository]: {
    id: ({ name }) => name,
    arn: (facts) => arn(facts, "ecr", `repository/${facts.name}`),
    outputs: (facts) => ({
      forceDelete: false,
      imageTagMutability: "MUTABLE",
      registryId: facts.account.accountId,
      repositoryUrl: `${facts.account.accountId}.dkr.ecr.${facts.account.region}.${dnsSuffix(facts)}/${facts.name}`,
    }),
    name: {},
    references: [keyed("encryptionConfigurations.kmsKey")],
    refuseDelete: ({ id, outputs, contents = [] }) =>
      contents.length > 0 && outputs.forceDelete !== true
        ? new CloudError(
            "RepositoryNotEmptyException",
            `The repository with name '${id}' cannot be deleted because it still contains images`,
          )
        : undefined,
    exists: { code: "RepositoryAlreadyExistsException", text: "The repository with name '{id}' already exists" },
    missing: { code: "RepositoryNotFoundException", text: "The repository with name '{id}' does not exist" },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    id: ({ inputs }) => textOrEmpty(inputs, "repository"),
    outputs: ({ account }) => ({ registryId: account.accountId }),
    references: [{ from: "repository", to: repository, by: ["name"], onDeletion: "follow" }],
    put: true,
    deleteBeforeReplace: true,
  },

  [fileSystem]: {
    id: (facts) => ec2Id(facts, "fs"),
    arn: (facts) => arn(facts, "elasticfilesystem", `file-system/${facts.id}`),
    outputs: (facts) => ({
      availabilityZoneId: "",
      availabilityZoneName: "",
      dnsName: fileSystemName(facts, facts.id),
      encrypted: false,
      kmsKeyId: "",
      name: textOrEmpty(objectOf(facts.inputs, "tags"), "Name"),
      numberOfMountTargets: 0,
      ownerId: facts.account.accountId,
      performanceMode: "generalPurpose",
      protection: { replicationOverwrite: "ENABLED" },
      sizeInBytes: [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
      throughputMode: "bursting",
    }),
    name: { property: "creationToken" },
    references: [keyed("kmsKeyId")],
    key: ({ name }) => name,
    exists: { code: "FileSystemAlreadyExists", text: "File system already exists with this creation token" },
    missing: { code: "FileSystemNotFound", text: "File system '{id}' does not exist." },
    // Source: EFS API, CreateMountTarget.
    notReady: { code: "IncorrectFileSystemLifeCycleState", text: "The file system '{id}' is not available." },
    inUse: { code: "FileSystemInUse", text: "Found existing mount targets of '{id}'" },
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    id: ({ inputs }) => textOrEmpty(inputs, "fileSystemId"),
    references: [{ from: "fileSystemId", to: fileSystem, onDeletion: "follow" }, roleByArn(principals("policy"))],
    put: true,
  },
  "aws:efs/mountTarget:MountTarget": {
    id: (facts) => ec2Id(facts, "fsmt"),
    outputs: (facts) => {
      const id = textOrEmpty(facts.inputs, "fileSystemId");
      const subnetId = textOrEmpty(facts.inputs, "subnetId");
      const zone = zoneOf(facts.cloud, subnetId);
      const name = fileSystemName(facts, id);
      return {
        availabilityZoneId: zone && zoneId(zone),
        availabilityZoneName: zone,
        dnsName: name,
        fileSystemArn: arn(facts, "elasticfilesystem", `file-system/${id}`),
        ipAddress: addressOf(facts, subnetId),
        ipAddressType: "IPV4_ONLY",
        ipv6Address: "",
        mountTargetDnsName: `${zone}.${name}`,
        networkInterfaceId: ec2Id(facts, "eni"),
        ownerId: facts.account.accountId,
        securityGroups: [],
      };
    },
    references: [
      { from: "fileSystemId", to: fileSystem, onDeletion: "refuse" },
      { from: "subnetId", to: subnet },
      securityGroups("securityGroups"),
    ],
    key: ({ cloud, inputs }) =>
      `${textOrEmpty(inputs, "fileSystemId")} ${zoneOf(cloud, textOrEmpty(inputs, "subnetId"))}`,
    interfaces: ({ id, outputs }) => [
      {
        subnetIds: [textOrEmpty(outputs, "subnetId")],
        securityGroupIds: textsOf(outputs, "securityGroups"),
        owner: `mount target ${id}`,
      },
    ],
    deleteBeforeReplace: true,
    exists: { code: "MountTargetConflict", text: "mount target already exists in this AZ" },
  },
};

function bucketSetting(
  defaults: ReturnType<NonNullable<SimulatedType["outputs"]>>,
  further: readonly Reference[] = [],
): SimulatedType {
  return {
    id: ({ inputs }) => {
      const owner = textOrEmpty(inputs, "expectedBucketOwner");
      return owner ? `${textOrEmpty(inputs, "bucket")},${owner}` : textOrEmpty(inputs, "bucket");
    },
    outputs: () => defaults,
    references: [{ from: "bucket", to: bucket, by: ["id"], onDeletion: "follow" }, ...further],
    put: true,
  };
}

function fileSystemName(facts: Parameters<typeof arn>[0], id: string): string {
  return `${id}.efs.${facts.account.region}.${dnsSuffix(facts)}`;
}
