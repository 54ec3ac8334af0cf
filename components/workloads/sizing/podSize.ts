import { fabricResource } from "../../../core/kubernetes/accelerators";
import type { CrossFieldIssue } from "../../../core/schema/crossField";
import type { Placement } from "../../compute/placement";

/** What one pod of a workload requests: the most of its containers that run at the same time. */
export interface PodSize {
  readonly milliCpus: number;
  /** Request and limit. */
  readonly memoryMebibytes: number;
  /** Disk of the node. */
  readonly diskMebibytes: number;
  readonly placement: Placement;
}

/** Arguments that determine the size of a pod, which messages name. */
export interface SizePaths {
  readonly vcpus: readonly string[];
  readonly memory: readonly string[];
  readonly disk: readonly string[];
  /** Part of the disk that another argument or the platform determines, MiB. @default 0 */
  readonly otherDiskMebibytes?: number;
}

/** How many pods of a workload run at the same time, in one situation. */
export interface PodCount {
  /** Argument that determines the number. Undefined if it is always one. */
  readonly path: readonly string[] | undefined;
  readonly value: number;
  /** Returns the number of pods for a value of the argument. It grows with the value. */
  pods(value: number): number;
  /** The situation, after the number of pods: ` during an update`. @default - always */
  readonly during?: string;
  /** What happens if the pods do not fit: `the autoscaler stops before`. @default - the workload cannot run */
  readonly consequence?: string;
}

/** An issue about a limit that several situations can exceed. */
export interface LimitIssue {
  /** Identity of the limit. */
  readonly limit: string;
  readonly issue: CrossFieldIssue;
}

export const mebibytesPerGibibyte = 1024;

/** Returns the number of accelerators of a pod, without network adapters. */
export function acceleratorsOf({ resources }: Placement): number {
  const counted = Object.entries(resources).filter(([resource]) => resource !== fabricResource);
  return Math.max(0, ...counted.map(([, count]) => Number(count)));
}

/** Returns the largest value of the argument with at most so many pods, or 0. */
export function largestCount({ pods, value }: PodCount, mostPods: number): number {
  let largest = value;
  while (largest > 0 && pods(largest) > mostPods) largest--;
  return largest;
}

/** Rounds vCPUs down for a suggestion. */
export function suggestedVcpus(milliCpus: number): number {
  return Math.floor(milliCpus / (milliCpus < 1000 ? 10 : 100)) / (milliCpus < 1000 ? 100 : 10);
}

/** Rounds memory down for a suggestion, GiB: whole MiB, as arguments require. */
export function suggestedGibibytes(mebibytes: number): number {
  return Math.floor(mebibytes / (mebibytes < 1024 ? 64 : 256)) / (mebibytes < 1024 ? 16 : 4);
}

/** Formats an amount without trailing zeros. */
export function amount(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
