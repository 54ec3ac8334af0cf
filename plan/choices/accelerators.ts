import { catalogued } from "../../components/compute/nodePool";
import { acceleratorName, devicesOfNode } from "../../components/compute/placement";
import type { Pools } from "../../components/compute/poolSettings";
import { groupBy } from "../../core/graph/graph";
import { row, table } from "../report/markdownText";

/** Accelerators of the pools, by the names that workloads use. */
export function acceleratorTable(pools: Pools): string[] {
  const offers = Object.entries(pools).flatMap(([pool, settings]) =>
    catalogued({ name: pool, instanceTypes: settings.instanceTypes }).flatMap((type) =>
      type.accelerator
        ? [
            {
              pool,
              accelerator: type.accelerator,
              sharing: settings.gpuSharing,
              devices: devicesOfNode(type, settings.gpuSharing),
            },
          ]
        : [],
    ),
  );
  if (offers.length === 0) return ["No pool has accelerators: leave out `accelerator`."];
  const rows = [...groupBy(offers, ({ accelerator, pool }) => JSON.stringify([acceleratorName(accelerator), pool]))];
  return table(
    ["`accelerator`", "`pool`", "memory of one, GiB:", "most for each pod:", "sharing"],
    rows.flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const { accelerator, pool, sharing } = first;
      const most = sharing?.mode === "timeSlicing" ? 1 : Math.max(...own.map(({ devices }) => devices));
      return [
        row(
          `\`${acceleratorName(accelerator)}\``,
          `\`${pool}\``,
          String(Math.round(accelerator.memoryMebibytesEach / 1024)),
          String(most),
          sharingText(sharing),
        ),
      ];
    }),
  );
}

function sharingText(sharing: Pools[string]["gpuSharing"]): string {
  if (sharing === undefined) return "none";
  return sharing.mode === "mig"
    ? `partitions \`${sharing.profile ?? ""}\`, each with its own memory`
    : `up to ${sharing.replicas ?? 1} pods, which share its memory`;
}
