/** Types of resources that are parts of the picture, by the frame that they are in. */
export const partTypes: Readonly<Record<"pools" | "zonalStores" | "regional", readonly string[]>> = {
  pools: ["aws:eks/nodeGroup:NodeGroup", "kubernetes:karpenter.sh/v1:NodePool"],
  zonalStores: [
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:efs/fileSystem:FileSystem",
  ],
  regional: ["aws:s3/bucket:Bucket", "aws:sqs/queue:Queue"],
};
