import { countLimits } from "../../core/aws/serviceLimits";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { zonesOfManagedPool } from "../compute/managed/zones";
import { type Candidate, candidates, forPools } from "./poolCheck";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Families whose instances EC2 offers in some zones of a region only. */
const scarceInstanceTypes = /^(p|trn|inf|dl)\d/;

/** Cross-field checks of pools with provisioner `managedNodeGroup`, which have a node group in each of their zones. */
export const managedGroupChecks: readonly SettingsCheck[] = [
  { ...forPools(nodesOfGroup), reads: ["compute.pools", "zones"] },
  { ...forPools(instanceTypes), reads: ["compute.pools"] },
  { ...forPools(namedZones), reads: ["compute.pools", "zones"] },
  { reads: ["compute.pools", "zones"], find: groups },
];

function nodesOfGroup(candidate: Candidate, settings: Settings): readonly CrossFieldIssue[] {
  const { maximum } = countLimits.nodesOfManagedNodeGroup;
  const most = Math.max(0, ...zonesOf(candidate, settings).map(({ maximumNodes }) => maximumNodes));
  return issueIf(most > maximum, {
    path: candidate.at("limits"),
    message: `must allow at most ${maximum} nodes in each zone, not ${most}: EKS accepts no more in a managed node group`,
    fix: "lower it, use larger instance types, or define several pools",
  });
}

function instanceTypes({ pool, at }: Candidate): readonly CrossFieldIssue[] {
  const { maximum } = countLimits.instanceTypesOfNodeGroup;
  return issueIf(pool.provisioner === "managedNodeGroup" && pool.instanceTypes.length > maximum, {
    path: at("instanceTypes"),
    message: `must list at most ${maximum} instance types with provisioner managedNodeGroup: EKS accepts no more`,
    fix: "list fewer, or set provisioner: karpenter",
  });
}

/**
 * Karpenter knows the zones of each instance type from EC2. A node group in a zone without its type cannot start nodes.
 */
function namedZones({ pool, at }: Candidate, { region }: Settings): readonly CrossFieldIssue[] {
  const types = pool.instanceTypes.filter((type) => scarceInstanceTypes.test(type));
  // Each of these settings requires a single zone. Other checks report a violation.
  const oneZone = pool.efa || pool.placementGroup || pool.capacityReservation !== undefined;
  const anyZone = pool.provisioner === "managedNodeGroup" && pool.zones === undefined && !oneZone;
  return issueIf(anyZone && types.length > 0, {
    path: at("zones"),
    message: `must be set: EC2 offers ${types.join(", ")} in some zones of ${region} only, and names of zones differ by account`,
    fix: `list the zones that this command prints: aws ec2 describe-instance-type-offerings --region ${region} --location-type availability-zone --filters Name=instance-type,Values=${types.join(",")} --query "InstanceTypeOfferings[].Location"`,
  });
}

function groups(settings: Settings): readonly CrossFieldIssue[] {
  const { maximum } = countLimits.managedNodeGroups;
  const managed = candidates(settings).flatMap((candidate) => zonesOf(candidate, settings)).length;
  const all = managed + 1;
  return issueIf(all > maximum, {
    message: `must need at most ${maximum} managed node groups, not ${all}: one for the system nodes, and one for each managed pool and zone; EKS accepts no more in a cluster`,
    fix: "set zones of managed pools to fewer zones, or set provisioner: karpenter",
  });
}

function zonesOf({ name, pool }: Candidate, settings: Settings) {
  if (pool.provisioner !== "managedNodeGroup") return [];
  return zonesOfManagedPool({ ...pool, name, zones: pool.zones ?? settings.zones }, pool.minimumNodes);
}
