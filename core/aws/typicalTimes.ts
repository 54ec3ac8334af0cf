import type { JsonObject } from "../json/json";
import { numberOf, objectOf, textOf } from "../json/reading";

/** How long AWS or the cluster typically takes for one operation. */
export interface TypicalTime {
  readonly seconds: number;
  /** Observed range, and where it was observed. "estimate" marks figures without an observation. */
  readonly source: string;
}

/** A time, or one that depends on the inputs of the resource. */
type Timed = TypicalTime | ((inputs: JsonObject) => TypicalTime);

/** Times of a type. Operations that are not listed take as long as `request`. */
interface TypeTimes {
  /** Until a new resource is ready. */
  readonly create?: Timed;
  /** Until a change of an input is applied, by the input; `others` is for all that are not listed except tags. */
  readonly update?: Readonly<Record<string, Timed>> & { readonly others?: Timed };
  readonly delete?: Timed;
}

/** Source of the observed times. */
export const logs = "logs of Terraform runs in public repositories, 2021 to 2026";

/** A few API requests. */
const request = { seconds: 2, source: "estimate: a few API requests" };

const clusterConfiguration = { seconds: 180, source: "estimate: EKS rolls its API servers" };
const databaseRestart = { seconds: 600, source: "estimate: a standby takes over, or the instance restarts" };
const cacheChange = { seconds: 600, source: "estimate: node after node is replaced" };

/** Add-ons of DaemonSets that the cluster has before its nodes: there are no pods to wait for. */
const beforeNodes = new Set(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]);

/** Times by resource type. */
const times: Readonly<Record<string, TypeTimes>> = {
  "aws:ec2/internetGateway:InternetGateway": {
    delete: { seconds: 10, source: "estimate: it is detached first" },
  },
  "aws:ec2/natGateway:NatGateway": {
    create: { seconds: 105, source: `1:25 to 2:05 minutes in seven ${logs}` },
    delete: { seconds: 60, source: `0:37 to 1:19 minutes in eight ${logs}` },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    create: (inputs) => (isInterface(inputs) ? { seconds: 90, source: "estimate" } : request),
    delete: (inputs) => (isInterface(inputs) ? { seconds: 60, source: "estimate" } : request),
  },
  "aws:efs/mountTarget:MountTarget": {
    create: { seconds: 90, source: "steampipe-plugin-aws#426" },
    delete: { seconds: 10, source: "estimate" },
  },
  "aws:eks/addon:Addon": {
    create: ({ addonName }) =>
      beforeNodes.has(textOf(addonName) ?? "")
        ? { seconds: 30, source: `24 to 45 seconds before the nodes in five ${logs}` }
        : { seconds: 45, source: `14 to 66 seconds with nodes in ten ${logs}` },
    update: { others: { seconds: 45, source: "estimate: as its creation, with nodes" } },
    delete: { seconds: 10, source: `0:09 minutes in one of the ${logs}` },
  },
  "aws:eks/cluster:Cluster": {
    create: { seconds: 600, source: `6:42 to 11:23 minutes in thirteen ${logs}` },
    update: {
      version: { seconds: 600, source: "estimate: EKS replaces its API servers, and etcd if needed" },
      others: clusterConfiguration,
    },
    delete: { seconds: 200, source: `1:09 to 8:42 minutes in nine ${logs}` },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    create: { seconds: 120, source: `1:28 to 5:33 minutes in nine ${logs}` },
    update: {
      version: rollingUpdate,
      releaseVersion: rollingUpdate,
      launchTemplate: rollingUpdate,
      others: { seconds: 60, source: "estimate: the Auto Scaling group changes" },
    },
    delete: { seconds: 300, source: `4:12 to 8:21 minutes in five ${logs}` },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    create: { seconds: 420, source: `5:37 to 9:15 minutes in five ${logs}` },
    update: { others: cacheChange },
    delete: { seconds: 300, source: "estimate" },
  },
  "aws:kms/key:Key": {
    create: { seconds: 22, source: `12 to 29 seconds in ten ${logs}` },
  },
  "aws:rds/instance:Instance": {
    create: ({ multiAz }) =>
      multiAz === true
        ? {
            seconds: 900,
            source: "12 to 20 minutes: hashicorp/terraform#498, and an estimator's figures of 2026",
          }
        : { seconds: 440, source: `5:02 to 8:32 minutes in nine ${logs}` },
    update: {
      engineVersion: { seconds: 900, source: "estimate: a snapshot, the upgrade and a restart" },
      instanceClass: databaseRestart,
      multiAz: databaseRestart,
      others: { seconds: 135, source: `2:05 to 6:27 minutes in three ${logs}` },
    },
    delete: { seconds: 320, source: `4:15 to 6:25 minutes in two ${logs}` },
  },
  "aws:sqs/queue:Queue": {
    create: { seconds: 25, source: `25 to 26 seconds in five ${logs}` },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    create: { seconds: 25, source: "the provider waits until the queue shows its attributes, as for the queue" },
  },
};

/** Returns the typical time until a new resource is ready. */
export function creationTime(type: string, inputs: JsonObject): TypicalTime {
  return timeOf(times[type]?.create, inputs);
}

/**
 * Returns the typical time until a change is applied: that of the input that takes longest.
 *
 * @param changed Names of the inputs that change.
 */
export function updateTime(type: string, inputs: JsonObject, changed: readonly string[]): TypicalTime {
  const update = times[type]?.update;
  return changed
    .filter((input) => input !== "tags" && input !== "tagsAll")
    .map((input) => timeOf(update?.[input] ?? update?.others, inputs))
    .reduce((longest, one) => (one.seconds > longest.seconds ? one : longest), request);
}

/** Returns the typical time until a resource is gone. */
export function deletionTime(type: string, inputs: JsonObject): TypicalTime {
  return timeOf(times[type]?.delete, inputs);
}

function timeOf(timed: Timed | undefined, inputs: JsonObject): TypicalTime {
  return (typeof timed === "function" ? timed(inputs) : timed) ?? request;
}

function isInterface({ vpcEndpointType }: JsonObject): boolean {
  return textOf(vpcEndpointType) === "Interface";
}

/** EKS replaces `maxUnavailable` nodes at a time: new nodes join, pods move, old nodes end. */
function rollingUpdate(inputs: JsonObject): TypicalTime {
  const nodes = numberOf(objectOf(inputs, "scalingConfig"), "desiredSize") ?? 1;
  const { maxUnavailable, maxUnavailablePercentage } = objectOf(inputs, "updateConfig");
  const percentage = typeof maxUnavailablePercentage === "number" ? maxUnavailablePercentage : undefined;
  const atOnce = percentage === undefined ? Number(maxUnavailable ?? 1) : Math.ceil((nodes * percentage) / 100);
  const rounds = Math.ceil(nodes / Math.max(1, atOnce));
  return { seconds: 60 + 240 * rounds, source: "estimate: 4 minutes for each round of nodes" };
}
