import { isApplication, releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { textOf, textOrEmpty } from "../../core/json/reading";

/** How long AWS or the cluster typically takes for one resource. */
export interface TypicalTime {
  /** Seconds until a created resource is ready. */
  readonly seconds: number;
  /** Observed range, and where it was observed. "estimate" marks figures without an observation. */
  readonly source: string;
}

type Timed = Pick<Registration, "type" | "inputs">;

const logs = "logs of Terraform runs in public repositories, 2021 to 2026";

const controlPlane = { seconds: 600, source: `8:23 to 11:23 minutes in ten ${logs}` };
const nodeGroup = { seconds: 120, source: `1:28 to 5:33 minutes in nine ${logs}` };
const natGateway = { seconds: 105, source: `1:25 to 2:05 minutes in seven ${logs}` };
const database = { seconds: 440, source: `5:02 to 8:32 minutes in nine ${logs}` };
const databaseInTwoZones = {
  seconds: 900,
  source: "12 to 20 minutes: hashicorp/terraform#498, and an estimator's figures of 2026",
};
const cache = { seconds: 420, source: `5:37 to 9:15 minutes in five ${logs}` };
const mountTarget = { seconds: 90, source: "steampipe-plugin-aws#426" };
const addon = { seconds: 45, source: "estimate: 30 to 60 seconds when nodes are ready" };
const interfaceEndpoint = { seconds: 90, source: "estimate" };
const chartOfKinds = { seconds: 15, source: "estimate: objects without pods" };
const chart = { seconds: 60, source: "estimate: image pulls and readiness of its pods" };
const application = { seconds: 90, source: "estimate: one synchronization, and readiness of its pods" };
const applicationOfKinds = { seconds: 30, source: "estimate: one synchronization of objects without pods" };
const pods = { seconds: 60, source: "estimate: image pull and readiness" };
const networkLoadBalancer = { seconds: 155, source: `2:22 to 2:41 minutes in three ${logs}` };
const encryptionKey = { seconds: 15, source: "estimate" };
const request = { seconds: 2, source: "estimate: a few API requests" };
const object = { seconds: 1, source: "estimate: one request to the Kubernetes API" };

const times: Readonly<Record<string, TypicalTime | ((inputs: Timed["inputs"]) => TypicalTime)>> = {
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType }) =>
    textOf(vpcEndpointType) === "Interface" ? interfaceEndpoint : request,
  "aws:efs/mountTarget:MountTarget": mountTarget,
  "aws:eks/addon:Addon": addon,
  "aws:eks/cluster:Cluster": controlPlane,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:elasticache/replicationGroup:ReplicationGroup": cache,
  "aws:kms/key:Key": encryptionKey,
  "aws:rds/instance:Instance": ({ multiAz }) => (multiAz === true ? databaseInTwoZones : database),
  "kubernetes:apps/v1:Deployment": pods,
  "kubernetes:apps/v1:StatefulSet": pods,
  "kubernetes:batch/v1:Job": pods,
  "kubernetes:core/v1:Service": ({ spec }) => (textOf(spec, "type") === "LoadBalancer" ? networkLoadBalancer : object),
};

/**
 * Returns the typical time for the creation of a resource.
 *
 * @param hasPods Whether a chart or a kustomization has pods, by its name.
 */
export function typicalTime({ type, inputs }: Timed, hasPods: (name: string) => boolean): TypicalTime {
  const known = times[type];
  if (typeof known === "function") return known(inputs);
  if (known) return known;
  if (type === releaseType) return hasPods(textOrEmpty(inputs.name)) ? chart : chartOfKinds;
  if (isApplication({ type })) {
    return hasPods(textOrEmpty(inputs.metadata, "name")) ? application : applicationOfKinds;
  }
  return type.startsWith("aws:") ? request : object;
}
