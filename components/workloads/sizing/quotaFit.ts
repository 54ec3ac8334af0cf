import { acceleratorResources } from "../../../core/kubernetes/accelerators";
import type { CrossFieldIssue } from "../../../core/schema/crossField";
import { formatPath } from "../../../core/schema/issue";
import type { TeamQuota } from "../../tenancy/teamQuota";
import {
  amount,
  type LimitIssue,
  largestCount,
  mebibytesPerGibibyte,
  type PodCount,
  type PodSize,
  type SizePaths,
  suggestedGibibytes,
  suggestedVcpus,
} from "./podSize";

interface QuotaRequest {
  readonly size: PodSize;
  readonly paths: SizePaths;
  readonly team: string;
  readonly quota: TeamQuota;
}

/** A setting of the quota, and what one pod uses of it. */
interface Part {
  readonly setting: keyof TeamQuota;
  /** After the amount: `vCPUs`. */
  readonly unit: string;
  readonly each: number;
  /** Argument that determines `each`. Undefined for the number of pods. */
  readonly path: readonly string[] | undefined;
  /** Rounds an amount for one pod down, as the argument requires. */
  round(each: number): number;
}

/** Returns the problems of pods that request more together than the quota of the team. */
export function quotaProblems({ size, paths, team, quota }: QuotaRequest, count: PodCount): LimitIssue[] {
  return partsOf(size, paths).flatMap((part) => {
    const pods = count.pods(count.value);
    const asked = part.each * pods;
    const limit = quota[part.setting];
    if (asked <= limit) return [];
    const { during = "", consequence } = count;
    const who = pods === 1 ? "one pod would" : `${pods} pods${during} together`;
    const what = part.path
      ? `${who} request ${amount(asked)} ${part.unit}`
      : `${pods} pods${during} run at the same time`;
    const then = consequence ? `, so that ${consequence}` : "";
    const raise = `raise mlops:teams.${team}.${part.setting} to ${Math.ceil(asked)} or more`;
    const issue: CrossFieldIssue = {
      // A warning is about the number of pods, an error first of all about their size.
      path: (consequence === undefined ? (part.path ?? count.path) : count.path) ?? ["resources"],
      message: `must fit the team's quota: ${what}, and the quota of team ${team} is ${limit}${then}`,
      fix: fixOf(part, count, limit, raise),
    };
    return [{ limit: part.setting, issue }];
  });
}

function fixOf(part: Part, count: PodCount, limit: number, raise: string): string {
  const each = part.round(limit / count.pods(count.value));
  const fewer = count.path === undefined || part.each === 0 ? 0 : largestCount(count, Math.floor(limit / part.each));
  const options = [
    ...(part.path && each > 0 ? [`${formatPath(part.path)} of at most ${each}`] : []),
    ...(count.path && fewer > 0 ? [`${formatPath(count.path)} of at most ${fewer}`] : []),
  ];
  return options.length > 0 ? `use ${options.join(" or ")}, or ${raise}` : raise;
}

function partsOf({ milliCpus, memoryMebibytes, placement }: PodSize, paths: SizePaths): Part[] {
  const accelerators = (["gpus", "neuronDevices"] as const).map((setting): Part => {
    const unit = acceleratorResources[setting];
    return {
      setting,
      unit,
      each: Number(placement.resources[unit] ?? 0),
      path: ["acceleratorCount"],
      round: Math.floor,
    };
  });
  return [
    ...accelerators,
    {
      setting: "vcpus",
      unit: "vCPUs",
      each: milliCpus / 1000,
      path: paths.vcpus,
      round: (vcpus) => suggestedVcpus(vcpus * 1000),
    },
    {
      setting: "memoryGibibytes",
      unit: "GiB of memory",
      each: memoryMebibytes / mebibytesPerGibibyte,
      path: paths.memory,
      round: (gibibytes) => suggestedGibibytes(gibibytes * mebibytesPerGibibyte),
    },
    { setting: "pods", unit: "pods", each: 1, path: undefined, round: Math.floor },
  ];
}
