import { refusedUpdates } from "../../core/aws/refusedUpdates";
import { valuesAt } from "../../core/changes/differences";
import type { Json } from "../../core/json/json";
import { fieldOf, textOf } from "../../core/json/reading";
import type { ComparedResource } from "./change";
import type { Update } from "./followers";
import { type BothPlans, zonesOf } from "./plans";
import { shrunkVolumes } from "./volumes";

/** Returns why AWS or the Kubernetes API would refuse an update, or null if no reason is known. */
export function refusalOf(update: Update, plans: BothPlans): string | null {
  const reasons = [...tableRefusals(update), ...refusals.flatMap((refusal) => refusal(update, plans))];
  return reasons.length === 0 ? null : [...new Set(reasons)].join("; ");
}

function tableRefusals({ before, after }: Update): string[] {
  return refusedUpdates
    .filter(({ type }) => type === after.type)
    .flatMap(({ path, reason }) => {
      const keys = path.split(".");
      const [earlier, later] = [valuesAt(before.inputs, keys), valuesAt(after.inputs, keys)];
      return later.flatMap((value, index) => {
        const known: Json | undefined = earlier[index];
        return value === known ? [] : (reason(known, value) ?? []);
      });
    });
}

/** A refusal that depends on other resources of both plans. */
type Refusal = (update: Update, plans: BothPlans) => string[];

const refusals: readonly Refusal[] = [controlPlaneZones, subnetInUse, subnetGroupInUse, shrunkVolumes];

/**
 * https://github.com/aws/containers-roadmap/issues/2258,
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
function controlPlaneZones({ before, after, differences }: Update, plans: BothPlans): string[] {
  const path = ["vpcConfig", "subnetIds"];
  if (after.type !== "aws:eks/cluster:Cluster" || !differs(differences, path)) return [];
  const earlier = zonesOf(fieldOf(before.inputs, ...path), plans.before);
  const later = zonesOf(fieldOf(after.inputs, ...path), plans.after);
  if (earlier.length === 0 || later.length === 0 || earlier.join() === later.join()) return [];
  return [
    `EKS sets the control plane's zones at creation: keep ${earlier.join(", ")} instead of ${later.join(", ")} (mlops:cluster.controlPlaneZones)`,
  ];
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
function subnetInUse({ before, after, differences }: Update, plans: BothPlans): string[] {
  if (after.type !== "aws:ec2/subnet:Subnet" || !differs(differences, ["cidrBlock"])) return [];
  // A subnet that moves to another network is created there first.
  if (textOf(before.inputs, "vpcId") !== textOf(after.inputs, "vpcId") || isReplacedVpc(before, plans)) return [];
  const users = usersOf(before, plans);
  if (users.length === 0) return [];
  return [
    `EC2 does not change the block of a subnet, and does not delete a subnet in use (by ${users.join(", ")}): keep ${String(before.inputs.cidrBlock)}`,
  ];
}

function isReplacedVpc({ inputs }: ComparedResource, plans: BothPlans): boolean {
  return [...plans.before.values()].some(
    ({ type, urn, inputs: { cidrBlock } }) =>
      type === "aws:ec2/vpc:Vpc" &&
      JSON.stringify(inputs.vpcId ?? "").includes(urn) &&
      plans.after.get(urn)?.inputs.cidrBlock !== cidrBlock,
  );
}

/** Returns the names of at most three resources with network interfaces in a subnet. They prevent its deletion. */
function usersOf({ urn }: ComparedResource, { before }: BothPlans): string[] {
  const holders = new Set([
    "aws:eks/cluster:Cluster",
    "aws:eks/nodeGroup:NodeGroup",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:efs/mountTarget:MountTarget",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:rds/subnetGroup:SubnetGroup",
  ]);
  return [...before.values()]
    .filter(({ type, inputs }) => holders.has(type) && JSON.stringify(inputs).includes(`[unknown:${urn}#`))
    .map(({ name }) => name)
    .slice(0, 3);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html: SubnetAlreadyInUse. */
function subnetGroupInUse({ before, after, differences }: Update, plans: BothPlans): string[] {
  const service = {
    "aws:rds/subnetGroup:SubnetGroup": "RDS",
    "aws:elasticache/subnetGroup:SubnetGroup": "ElastiCache",
  }[after.type];
  if (service === undefined || !differs(differences, ["subnetIds"])) return [];
  const [earlier, later] = [
    zonesOf(before.inputs.subnetIds, plans.before),
    zonesOf(after.inputs.subnetIds, plans.after),
  ];
  const removed = earlier.filter((zone) => !later.includes(zone));
  if (removed.length === 0) return [];
  return [
    `${service} does not remove a subnet that an instance or its standby uses: keep zone ${removed.join(", ")}, or move the instances out of it first`,
  ];
}

function differs(differences: Update["differences"], path: readonly string[]): boolean {
  return differences.some(
    (difference) =>
      difference.path.join(".").startsWith(path.join(".")) &&
      JSON.stringify(difference.before) !== JSON.stringify(difference.after),
  );
}
