import { stackRule } from "../../rule";

/** A new one in their place is empty; logs alone may begin anew. */
const types = [
  "aws:dynamodb/table:Table",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
];

export const rule = stackRule({
  name: "state-is-never-replaced",
  title: "What holds data is never made anew by an update outside dev",
  severity: "critical",
  why: "A change of a name makes an empty bucket or database in place of the full one, and the platform starts from nothing.",
  fix: "set the resource option protect, which refuses replacements, and no replaceOnChanges",
  references: [
    {
      name: "Pulumi: resource option protect",
      url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    },
  ],
  enforcement: "mandatory",
  onlyAtPlan: true,
  types,
  check: ({ options: { protect, retainOnDelete, replaceOnChanges = [] } }, _, { environment }) => {
    if (environment === "dev") return [];
    return [
      ...(retainOnDelete && !protect
        ? [{ problem: "is retained but not protected: a replacement would be empty" }]
        : []),
      ...(replaceOnChanges.length > 0 ? [{ problem: "asks to be replaced: replaceOnChanges is set" }] : []),
    ];
  },
});
