import type { Registration } from "../../../core/graph/registration";
import type { JsonObject } from "../../../core/json/json";
import type { CostItem } from "../../../plan/cost/cost";
import { estimateCost } from "../../../plan/cost/estimate";
import { resource } from "../../support/registration";

/** Items without what tells whose they are, and how many resources are unpriced. */
export function estimated(...resources: Registration[]) {
  const { items, unpriced } = estimateCost(resources);
  return { items: items.map(withoutOwner), unpriced: unpriced.length };
}

/** An item that costs the same at every level. */
export function always(item: string, amount: number, basis: string) {
  return { item, monthly: { minimum: amount, expected: amount, maximum: amount }, basis };
}

function withoutOwner({ item, monthly, basis }: CostItem) {
  return { item, monthly, basis };
}

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** A managed node group and its launch template. */
export function nodeGroup(inputs: JsonObject, template: JsonObject = templateWithDisk(100)): Registration[] {
  const launchTemplate = resource(templateType, template);
  const group = resource("aws:eks/nodeGroup:NodeGroup", inputs, {
    propertyDependencies: { clusterName: ["urn:cluster"], launchTemplate: [launchTemplate.urn] },
  });
  return [launchTemplate, group];
}

export function templateWithDisk(volumeSize: number): JsonObject {
  return { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeType: "gp3", volumeSize } }] };
}

export interface Pool {
  readonly instanceTypes: string[];
  readonly limits: JsonObject;
  readonly capacityTypes?: string[];
  readonly share?: string;
  readonly reserved?: string;
  /** Size of its nodes' only disk; none where undefined. */
  readonly disk?: string;
}

/** A pool of Karpenter's and its node class. */
export function karpenterPool({ instanceTypes, limits, capacityTypes, share, reserved, disk }: Pool): Registration[] {
  const disks = disk === undefined ? [] : [{ ebs: { volumeType: "gp3", volumeSize: disk } }];
  const nodeClass = resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", {
    metadata: { name: "pool" },
    spec: { blockDeviceMappings: disks },
  });
  const isIn = (key: string, values: string[]) => ({ key, operator: "In", values });
  const requirements = [
    isIn("node.kubernetes.io/instance-type", instanceTypes),
    ...(capacityTypes ? [isIn("karpenter.sh/capacity-type", capacityTypes)] : []),
  ];
  const annotations: JsonObject = {
    ...(share !== undefined && { "mlops.platform/expected-share-of-maximum": share }),
    ...(reserved !== undefined && { "mlops.platform/reserved": reserved }),
  };
  const pool = resource("kubernetes:karpenter.sh/v1:NodePool", {
    metadata: { name: "pool", annotations },
    spec: { limits, template: { spec: { requirements, nodeClassRef: { name: "pool" } } } },
  });
  return [nodeClass, pool];
}
