import { partition } from "../../core/aws/account";
import { acceleratorResources } from "../../core/kubernetes/accelerators";
import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { findInstanceType } from "../compute/instanceCatalogue";
import { devicesPerGpu } from "../compute/managed/userData";
import type { PoolSettings } from "../compute/poolSettings";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/** Checks across the settings of teams. */
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
          message: `belongs to another partition than mlops:region, ${region}: ${own}`,
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

/** A ceiling above all that there can be is a mistyped one, or a team that waits for nodes that never come. */
function ceilings({ teams, compute }: Settings, setting: keyof typeof words): CrossFieldIssue[] {
  const pools = Object.values(compute.pools);
  // Nobody knows what a type has that is not in the catalogue, which is reported elsewhere.
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
            message: `asks for ${device}, and no pool has any: the team's pods would wait for ever`,
            fix: `add a pool to mlops:compute.pools, such as ${pool}, or set ${setting}: 0`,
          },
        ]
      : [
          {
            path,
            message: `is more than the ${most} ${device} that all pools may have together`,
            fix: `lower it to ${most} or less, or raise limits of pools in mlops:compute.pools`,
          },
        ];
  });
}

/** What all pools may show to Kubernetes of a resource. */
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
  return all.flatMap(({ arn, team, path }, index) => {
    const first = all.findIndex((other) => other.arn === arn);
    return [
      ...issueIf(administrators.includes(arn), {
        path,
        message: "administers the cluster already: EKS takes one entry a role",
        fix: "leave it out here, or use a role of the team's own",
      }),
      ...issueIf(first !== index, {
        path,
        message: `is listed twice, in team ${all[first]?.team} and in team ${team}: EKS takes one entry a role`,
        fix: "list each role once, and make a role for each team",
      }),
    ];
  });
}

/** Models are `<name>-<team>.<domain>`: with one team's name at the end of another's two models may have one host. */
function sharedHosts({ teams }: Settings): CrossFieldIssue[] {
  const names = Object.keys(teams);
  return names.flatMap((name) => {
    const other = names.find((one) => name.endsWith(`-${one}`));
    return issueIf(other !== undefined, {
      path: ["teams", name],
      message: `ends with the name of team ${other}: hosts of their models, MODEL-${name} and MODEL-${other}, could be the same`,
      fix: `name it otherwise, such as ${name.replaceAll("-", "")}`,
    });
  });
}

function members(teams: Settings["teams"]) {
  return Object.entries(teams).flatMap(([team, { roles }]) =>
    roles.map(({ arn }, index) => ({ arn, team, path: ["teams", team, "roles", index, "arn"] })),
  );
}
