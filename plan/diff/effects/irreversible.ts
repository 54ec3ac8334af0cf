import { numberOf, textOrEmpty } from "../../../core/json/reading";
import { compareVersions, versionNumbers } from "../../../core/versions/compareVersions";
import type { EffectRule } from "./effect";

const database = "aws:rds/instance:Instance";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

/** https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
export const kubernetesUpgrade: EffectRule = ({ kind, before, after }) => {
  if (kind !== "update" || before === undefined || after?.type !== "aws:eks/cluster:Cluster") return [];
  const [earlier, later] = [textOrEmpty(before.inputs, "version"), textOrEmpty(after.inputs, "version")];
  if (compareVersions(later, earlier) <= 0) return [];
  return [
    {
      kind: "irreversible",
      text: `upgrades Kubernetes from ${earlier} to ${later}: EKS takes it back within 7 days only, by hand`,
    },
  ];
};

/** RDS and ElastiCache do not downgrade an engine. */
export const engineUpgrade: EffectRule = ({ kind, before, after }) => {
  if (kind !== "update" || before === undefined || after === undefined) return [];
  if (after.type !== database && after.type !== cache) return [];
  const [earlier, later] = [textOrEmpty(before.inputs, "engineVersion"), textOrEmpty(after.inputs, "engineVersion")];
  if (compareVersions(later, earlier) <= 0) return [];
  const major = versionNumbers(earlier)[0] === versionNumbers(later)[0] ? "" : ", a major version";
  return [
    {
      kind: "irreversible",
      text: `upgrades the engine from ${earlier} to ${later}${major}: only a restore from a backup undoes it`,
    },
  ];
};

/** Storage of RDS grows and never shrinks. */
export const grownStorage: EffectRule = ({ kind, before, after }) => {
  if (kind !== "update" || before === undefined || after?.type !== database) return [];
  const [earlier, later] = [numberOf(before.inputs, "allocatedStorage"), numberOf(after.inputs, "allocatedStorage")];
  if (earlier === undefined || later === undefined || later <= earlier) return [];
  return [{ kind: "irreversible", text: `grows storage from ${earlier} to ${later} GiB: it never shrinks` }];
};

/** A deleted subnet of a zone in which the later plan has no subnet. */
export const removedZone: EffectRule = ({ kind, before }, plans) => {
  if (kind !== "delete" || before?.type !== "aws:ec2/subnet:Subnet") return [];
  const zone = textOrEmpty(before.inputs, "availabilityZone");
  const stays = [...plans.after.values()].some(
    ({ type, inputs }) => type === before.type && inputs.availabilityZone === zone,
  );
  if (zone === "" || stays) return [];
  return [
    {
      kind: "irreversible",
      text: `removes zone ${zone}: volumes in it can no longer be attached to a node, and pods that need them stay pending`,
    },
  ];
};
