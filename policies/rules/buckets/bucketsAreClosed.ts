import { stackRule } from "../../rule";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

export const rule = stackRule({
  name: "buckets-are-closed",
  title: "Every bucket blocks public access",
  severity: "critical",
  why: "One policy or ACL, written in a hurry, makes data sets and models public. Without the block, AWS accepts it.",
  fix: "add a BucketPublicAccessBlock with all four flags set to true, as ArtifactBucket does",
  references: [{ name: "CKV_AWS_53" }, { name: "CKV_AWS_54" }, { name: "CKV_AWS_55" }, { name: "CKV_AWS_56" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const blocks = graph.dependents(bucket, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket");
    if (blocks.length === 0) return [{ problem: "must have a BucketPublicAccessBlock" }];
    return blocks.flatMap(({ inputs }) =>
      flags.flatMap((flag) =>
        inputs[flag] === true ? [] : [{ problem: `${flag} of its BucketPublicAccessBlock must be true` }],
      ),
    );
  },
});
