import type { Json } from "../../core/json/json";
import { listOf, numberOf, objectOf } from "../../core/json/reading";
import { quantityOf } from "../../core/kubernetes/quantities";
import { price, rate } from "./prices";

/** The disks of a node. */
export interface Disks {
  /** USD a month. */
  readonly monthly: number;
  /** The calculation, for people. */
  readonly basis: string;
}

/** Throughput and IOPS that the price of every gp3 volume includes. */
const includedIops = 3000;
const includedThroughput = 125;

/**
 * Returns the cost of a node's disks, from the block devices of a launch template (sizes in GiB) or an EC2NodeClass
 * (`200Gi`).
 *
 * @returns undefined if a disk's size or the price of its type is not known.
 */
export function disksOf(blockDeviceMappings: Json | undefined): Disks | undefined {
  const volumes = listOf(blockDeviceMappings).map(volumeOf);
  if (volumes.length === 0 || !volumes.every((volume) => volume !== undefined)) return undefined;
  const total = (part: "gibibytes" | "iops" | "throughput") => volumes.reduce((sum, volume) => sum + volume[part], 0);
  const parts = [
    { amount: total("gibibytes"), what: "GB", rate: price("ebs.gp3.gb") },
    { amount: total("iops"), what: "IOPS", rate: price("ebs.gp3.iops") },
    { amount: total("throughput"), what: "MB/s", rate: price("ebs.gp3.throughput") },
  ].filter(({ amount }) => amount > 0);
  return {
    monthly: parts.reduce((sum, { amount, rate: { value } }) => sum + amount * value, 0),
    basis: parts.map(({ amount, what, rate: listPrice }) => `${amount} ${what} × ${rate(listPrice)}`).join(" + "),
  };
}

/** Returns the size, IOPS and throughput (MB/s) that AWS bills. Undefined if the volume has another type or no size. */
function volumeOf(mapping: Json): { gibibytes: number; iops: number; throughput: number } | undefined {
  const { volumeSize, volumeType, iops, throughput } = objectOf(objectOf(mapping).ebs);
  const gibibytes = typeof volumeSize === "string" ? bytesToGibibytes(quantityOf(volumeSize)) : numberOf(volumeSize);
  if (volumeType !== "gp3" || gibibytes === undefined) return undefined;
  return {
    gibibytes,
    iops: Math.max(0, (numberOf(iops) ?? 0) - includedIops),
    throughput: Math.max(0, (numberOf(throughput) ?? 0) - includedThroughput),
  };
}

function bytesToGibibytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 2 ** 30;
}
