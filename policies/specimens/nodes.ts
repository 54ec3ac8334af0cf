import type { JsonObject } from "../../core/json/json";
import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { keyArn } from "./keys";
import { type Fields, merged } from "./mergeFields";

/** A disk of nodes that keeps every rule. */
const goodDisk: JsonObject = {
  encrypted: "true",
  kmsKeyId: keyArn,
  volumeSize: 100,
  volumeType: "gp3",
  deleteOnTermination: "true",
};

/** A launch template that keeps every rule but where `changes` break one. @param disk Changes to its one disk. */
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

/** A group of nodes that keeps every rule but where `changes` break one. @param subnets Those that it is in. */
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
