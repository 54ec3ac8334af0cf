import type { PlannedResource } from "../../../document";
import { factOf } from "../facts";

/** Names of AWS services, for resources that have no fact of their own or one that is only their name. */
const captions: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "S3 bucket",
  "aws:sqs/queue:Queue": "SQS queue",
  "aws:ecr/repository:Repository": "ECR",
};

/** The second text of a resource's node. */
export function captionOf(resource: PlannedResource): string {
  const fact = captions[resource.type] ?? factOf(resource) ?? "";
  // The details have the capacity types, for which a node has no room.
  return resource.type.endsWith(":NodePool") ? fact.split(", ").slice(0, 2).join(", ") : fact;
}

/** The second text of a node for several resources of a type: `2 in ECR`. */
export function captionOfMany(type: string, count: number): string {
  return [String(count), captions[type]].filter((part) => part !== undefined).join(" in ");
}
