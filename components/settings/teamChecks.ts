import { partition } from "../../core/aws/account";
import { countLimits } from "../../core/aws/serviceLimits";
import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { findInstanceType } from "../compute/instanceCatalogue";
import { devicesPerGpu } from "../compute/managed/userData";
import type { PoolSettings } from "../compute/poolSettings";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Cross-field checks of teams. */
export const teamChecks: readonly SettingsCheck[] = [
  {
    reads: ["teams", "compute.pools"],
    find: (settings) => [...ceilings(settings, "gpus"), ...ceilings(settings, "neuronDevices")],
  },
  {
    reads: ["teams", "deployerRoleArn", "cluster.administratorRoleArns"],
    find: rolesWithAccess,
  },
  {
    reads: ["teams"],
    find: sharedHosts,
  },
  {
    reads: ["teams", "region"],
    find: ({ teams, region }) => {
      const own = partition({ region });
      return members(teams).flatMap(({ arn, path }) =>
        issueIf(!arn.startsWith(`arn:${own}:`), {
          path,
          message: `must be in partition ${own}, the partition of mlops:region (${region})`,
          fix: `write arn:${own}:iam::…`,
        }),
      );
    },
  },
];

const words = {
  gpus: {
    device: "GPUs",
    pool: "gpu-l4: { purpose: training, instanceTypes: [g6.xlarge], limits: { accelerators: 2 } }",
  },
  neuronDevices: {
    device: "Neuron devices",
    pool: "neuron: { purpose: training, instanceTypes: [trn1.2xlarge], limits: { accelerators: 1 } }",
  },
} as const;

/** Rejects a ceiling above the size of all pools: it is a typing mistake, or the team's pods would stay pending. */
function ceilings({ teams, compute }: Settings, setting: keyof typeof words): CrossFieldIssue[] {
  const pools = Object.values(compute.pools);
  // Types that are not in the catalogue are reported by another check.
  if (pools.some(({ instanceTypes }) => !instanceTypes.every(findInstanceType))) return [];
  const most = devicesOf(pools, acceleratorResources[setting]);
  const { device, pool } = words[setting];
  return Object.entries(teams).flatMap(([name, team]) => {
    const path = ["teams", name, setting];
    if (team[setting] <= most) return [];
    return most === 0
      ? [
          {
            path,
            message: `must be 0 because no pool has ${device}: the team's pods would stay pending`,
            fix: `add a pool to mlops:compute.pools, such as ${pool}, or set ${setting}: 0`,
          },
        ]
      : [
          {
            path,
            message: `must be at most ${most}, the number of ${device} that all pools together may have`,
            fix: `lower it to ${most} or less, or raise limits of pools in mlops:compute.pools`,
          },
        ];
  });
}

/** Returns the maximum number of devices that all pools together offer to Kubernetes. */
function devicesOf(pools: readonly PoolSettings[], resource: string): number {
  return pools.reduce((sum, { instanceTypes, limits, gpuSharing }) => {
    const accelerator = findInstanceType(instanceTypes[0] ?? "")?.accelerator;
    if (accelerator?.resource !== resource) return sum;
    return sum + (limits.accelerators ?? 0) * devicesPerGpu(gpuSharing, accelerator);
  }, 0);
}

function rolesWithAccess({ teams, deployerRoleArn, cluster }: Settings): CrossFieldIssue[] {
  const administrators = [deployerRoleArn, ...cluster.administratorRoleArns];
  const all = members(teams);
  const entries = all.length + administrators.length;
  const tooManyIssue = issueIf(entries > countLimits.accessEntries.maximum, {
    path: ["teams"],
    message: `must list fewer roles: with the cluster's administrators they are ${entries}, and EKS accepts ${countLimits.accessEntries.maximum} access entries for each cluster`,
    fix: "use one role for each team and level of access",
  });
  const seen = new Map<string, (typeof all)[number]>();
  const memberIssues = all.flatMap(({ arn, access, team, path }) => {
    const first = seen.get(arn);
    if (!first) seen.set(arn, { arn, access, team, path });
    return [
      ...issueIf(administrators.includes(arn), {
        path,
        message: "must not be a role that administers the cluster: EKS accepts one access entry for each role",
        fix: "remove it here, or use a role that belongs to the team only",
      }),
      ...issueIf(first !== undefined && first.team !== team, {
        path,
        message: `must be listed once, not in team ${first?.team} and in team ${team}: EKS accepts one access entry for each role`,
        fix: "list each role once, and create one role for each team",
      }),
      // An entry that is repeated as a whole is reported by the check of lists.
      ...issueIf(first?.team === team && first.access !== access, {
        path,
        message: `must be listed once in team ${team}, not as ${first?.access} and as ${access}: EKS accepts one access entry for each role`,
        fix: "keep one of the entries",
      }),
    ];
  });
  return [...tooManyIssue, ...memberIssues];
}

/**
 * Hosts of models are `<name>-<team>.<domain>`. If `b` and `a-b` are teams, models of both could have the same host.
 */
function sharedHosts({ teams }: Settings): CrossFieldIssue[] {
  const names = Object.keys(teams);
  return names.flatMap((name) => {
    const other = names.find((one) => name.endsWith(`-${one}`));
    return issueIf(other !== undefined, {
      path: ["teams", name],
      message: `must not end with -${other}, the name of another team: hosts of models, MODEL-${name} and MODEL-${other}, could be the same`,
      fix: `use another name, such as ${name.replaceAll("-", "")}`,
    });
  });
}

function members(teams: Settings["teams"]) {
  return Object.entries(teams).flatMap(([team, { roles }]) =>
    roles.map(({ arn, access }, index) => ({ arn, access, team, path: ["teams", team, "roles", index, "arn"] })),
  );
}
