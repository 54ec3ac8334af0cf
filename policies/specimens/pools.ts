import type { JsonObject } from "../../core/json/json";
import { acceleratorLabel, poolLabel } from "../../core/kubernetes/labels";
import { object, resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

const volumeKey = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

/** Returns the requirements of a NodePool. */
export function requirements(types: readonly string[], capacity: readonly string[] = ["spot", "on-demand"]) {
  return [
    { key: "node.kubernetes.io/instance-type", operator: "In", values: [...types] },
    { key: "karpenter.sh/capacity-type", operator: "In", values: [...capacity] },
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
  ];
}

/** Returns a Karpenter pool with general nodes. @param changes Fields of its `spec`. */
export function nodePool(changes: Fields = {}): Subject {
  return pool(
    "general",
    {
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter: "5m",
        budgets: [{ nodes: "10%" }],
      },
      limits: { cpu: "64" },
      template: {
        metadata: { labels: { [poolLabel]: "general" } },
        spec: {
          expireAfter: "720h",
          terminationGracePeriod: "1h",
          nodeClassRef: classRef("general"),
          requirements: requirements(["m7i.xlarge", "m7i.2xlarge"], ["on-demand"]),
        },
      },
    },
    changes,
  );
}

/** Returns a Karpenter pool with GPU nodes. @param changes Fields of its `spec`. */
export function acceleratorPool(changes: Fields = {}): Subject {
  return pool(
    "gpu-l4",
    {
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "5m" },
      limits: { "nvidia.com/gpu": "4" },
      template: {
        metadata: { labels: { [poolLabel]: "gpu-l4", [acceleratorLabel]: "l4" } },
        spec: {
          expireAfter: "Never",
          nodeClassRef: classRef("gpu-l4"),
          requirements: requirements(["g6.xlarge", "g6.12xlarge"]),
          taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }],
        },
      },
    },
    changes,
  );
}

/** Returns an EC2NodeClass. @param changes Fields of its `spec`. */
export function nodeClass(changes: Fields = {}): Subject {
  const spec = {
    amiSelectorTerms: [{ alias: "bottlerocket@v1.63.0" }],
    instanceProfile: "mlops-karpenter-nodes",
    subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "mlops" } }],
    securityGroupSelectorTerms: [{ id: "sg-0123456789abcdef0" }],
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [disk("/dev/xvda")],
    tags,
  };
  return object({
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name: "general" },
    spec: merged(spec, changes),
  });
}

/** Returns an entry of a node class's `blockDeviceMappings`. @param changes Fields of its `ebs`. */
export function disk(deviceName: string, changes: Fields = {}): JsonObject {
  const ebs = {
    volumeSize: "100Gi",
    volumeType: "gp3",
    encrypted: true,
    kmsKeyID: volumeKey,
    deleteOnTermination: true,
  };
  return { deviceName, ebs: merged(ebs, changes) };
}

/** Returns a managed node group with general nodes, and its launch template. */
export function nodeGroup(changes: Fields = {}, templateChanges: Fields = {}): readonly Subject[] {
  const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "nodes", merged(goodTemplate, templateChanges));
  const group = resource("aws:eks/nodeGroup:NodeGroup", "nodes", merged(goodGroup, changes), {
    propertyDependencies: { launchTemplate: [template.urn] },
  });
  return [template, group];
}

const goodTemplate: JsonObject = {
  blockDeviceMappings: [
    {
      deviceName: "/dev/xvda",
      ebs: { volumeSize: 100, volumeType: "gp3", encrypted: "true", kmsKeyId: volumeKey, deleteOnTermination: "true" },
    },
  ],
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
  tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
  updateDefaultVersion: true,
  tags,
};

const goodGroup: JsonObject = {
  clusterName: "mlops",
  version: "1.36",
  nodeRoleArn: "arn:aws:iam::111122223333:role/mlops-nodes",
  subnetIds: ["subnet-1", "subnet-2"],
  amiType: "BOTTLEROCKET_x86_64",
  capacityType: "ON_DEMAND",
  instanceTypes: ["m7i.xlarge"],
  labels: { [poolLabel]: "system" },
  launchTemplate: { id: "lt-0123456789abcdef0", version: "1" },
  scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
  updateConfig: { maxUnavailable: 1 },
  tags,
};

function pool(name: string, spec: JsonObject, changes: Fields): Subject {
  return object({ apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name }, spec: merged(spec, changes) });
}

function classRef(name: string): JsonObject {
  return { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name };
}
