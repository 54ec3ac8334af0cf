import { catalogueOrigin, type InstanceType, instanceTypes } from "../../components/compute/instanceCatalogue";
import { nodeCapacity } from "../../components/compute/nodeCapacity";
import { catalogued } from "../../components/compute/nodePool";
import type { PoolSettings } from "../../components/compute/poolSettings";
import type { Settings } from "../../components/settings/schema";
import { plural } from "../../core/text/plural";
import { spotFraction, spotSource } from "../cost/prices";
import { row, table } from "../report/markdownText";

/** Instance types of each pool, with what one pod can request there and what a node costs. */
export function poolTables({ compute, region, zones }: Settings): string[] {
  const pools = Object.entries(compute.pools);
  if (pools.length === 0) return ["The stack has no pools: only the platform's own pods run."];
  return [
    "Write the name as `pool` of a workload if a certain pool is needed. *Fits one pod* is the most that one pod can request in",
    "`resources`: a node without the system, the kubelet and the agents of each node.",
    "",
    ...pools.flatMap(([name, pool]) => poolTable(name, pool, zones)),
    `Prices are USD for one hour of one node with Linux in ${catalogueOrigin.region}, from the list of ${catalogueOrigin.asOf} (${sourceOfPrices()}).${
      region === catalogueOrigin.region ? "" : ` Prices of ${region} differ.`
    } Spot prices are estimates with which the plan computes: ${spotSource}.`,
  ];
}

function poolTable(name: string, pool: PoolSettings, zones: readonly string[]): string[] {
  const types = catalogued({ name, instanceTypes: pool.instanceTypes });
  const hasSpot = pool.capacityTypes.includes("spot");
  return [
    `### \`${name}\``,
    "",
    poolText(pool, zones),
    "",
    ...table(
      [
        "instance type",
        "vCPUs:",
        "memory, GiB:",
        "accelerators",
        "fits one pod",
        "USD an hour:",
        ...(hasSpot ? ["on spot, estimate:"] : []),
      ],
      types.map((type) =>
        row(
          `\`${type.type}\``,
          String(type.vcpus),
          String(type.memoryMebibytes / 1024),
          acceleratorText(type),
          podText(type),
          priceText(type),
          ...(hasSpot ? [priceText(type, spotFraction(type))] : []),
        ),
      ),
    ),
    "",
  ];
}

/** All instance types of the catalogue. */
export function catalogueTable(): string[] {
  return table(
    ["instance type", "vCPUs:", "memory, GiB:", "architecture", "accelerators", "EFA:", "USD an hour:"],
    instanceTypes.map((type) =>
      row(
        `\`${type.type}\``,
        String(type.vcpus),
        String(type.memoryMebibytes / 1024),
        type.architecture,
        acceleratorText(type),
        String(type.efaInterfaces),
        priceText(type),
      ),
    ),
  );
}

/** `For training: spot, on-demand nodes in eu-west-1a, 0 to 16 accelerators.` */
function poolText(pool: PoolSettings, zones: readonly string[]): string {
  const { purpose, capacityTypes, minimumNodes, limits, diskGibibytes, efa } = pool;
  const most = limits.accelerators === undefined ? `${limits.vcpus ?? 0} vCPUs` : `${limits.accelerators} accelerators`;
  const facts = [
    `${purpose === "general" ? "For any workload" : `For ${purpose}`}: ${capacityTypes.join(" or ")} nodes in ${(pool.zones ?? zones).join(", ")}`,
    `at most ${most}`,
    minimumNodes === 0 ? "no node while nothing needs one" : `at least ${plural(minimumNodes, "node")}`,
    `disks of ${diskGibibytes} GiB`,
    ...(efa ? ["Elastic Fabric Adapters"] : []),
  ];
  return `${facts.join("; ")}.`;
}

function acceleratorText({ accelerator }: InstanceType): string {
  if (accelerator === null) return "none";
  return `${accelerator.count} × ${accelerator.name}, ${Math.round(accelerator.memoryMebibytesEach / 1024)} GiB each`;
}

function podText(type: InstanceType): string {
  const { milliCpus, memoryMebibytes } = nodeCapacity(type);
  return `${Math.floor(milliCpus / 100) / 10} vCPUs, ${Math.floor(memoryMebibytes / 102.4) / 10} GiB`;
}

function priceText({ onDemandUsdPerHour }: InstanceType, share = 1): string {
  if (onDemandUsdPerHour === null) return "not known";
  const amount = onDemandUsdPerHour * share;
  return amount.toFixed(amount < 10 ? 3 : 2);
}

function sourceOfPrices(): string {
  return catalogueOrigin.sources.find((source) => source.includes("prices"))?.replace(/^[^:]*: /, "") ?? "";
}
