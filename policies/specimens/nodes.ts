import type { JsonObject } from "../../core/json/json";
import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { keyArn } from "./keys";
import { type Fields, merged } from "./mergeFields";

/** A node volume that passes every rule. */
const goodDisk: JsonObject = {
  encrypted: "true",
  kmsKeyId: keyArn,
  volumeSize: 100,
  volumeType: "gp3",
  deleteOnTermination: "true",
};

/**
 * Returns a launch template that passes every rule unless `changes` violate one.
 *
 * @param disk Changes to its only volume.
 */
export function launchTemplate(changes: Fields = {}, disk: Fields = {}): Subject {
  const whole = {
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: merged(goodDisk, disk) }],
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    tagSpecifications: [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ],
    tags,
  };
  return resource("aws:ec2/launchTemplate:LaunchTemplate", "nodes", merged(whole, changes));
}

/** Returns a node group that passes every rule unless `changes` violate one. @param subnets Its subnets. */
export function nodeGroup(changes: Fields = {}, subnets: readonly Subject[] = []): Subject {
  const whole = {
    clusterName: "mlops",
    nodeRoleArn: "arn:aws:iam::111122223333:role/mlops-nodes",
    instanceTypes: ["m7i.xlarge"],
    scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 3 },
    subnetIds: ["subnet-1"],
    tags,
  };
  return resource("aws:eks/nodeGroup:NodeGroup", "nodes", merged(whole, changes), {
    propertyDependencies: {
      subnetIds: subnets.filter(({ type }) => type === "aws:ec2/subnet:Subnet").map(({ urn }) => urn),
    },
  });
}
