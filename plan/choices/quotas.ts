import { largestNode } from "../../components/compute/nodePool";
import type { Settings } from "../../components/settings/schema";
import { containerLimits } from "../../components/tenancy/teamQuota";
import { row, table } from "../report/markdownText";

/** Quotas of the teams, and what containers get without requests and at most. */
export function quotaTable({ teams, compute }: Settings, docs: string): string[] {
  const all = Object.entries(teams);
  if (all.length === 0) return ["The stack has no teams."];
  const largest = largestNode(Object.entries(compute.pools).map(([name, pool]) => ({ name, ...pool })));
  return [
    "All running pods and all volumes of a team together. The platform team changes quotas in `mlops:teams`.",
    "",
    ...table(
      ["team", "vCPUs:", "memory, GiB:", "volumes, GiB:", "pods:", "GPUs:", "Neuron devices:"],
      all.map(([team, quota]) =>
        row(
          `\`${team}\``,
          ...[
            quota.vcpus,
            quota.memoryGibibytes,
            quota.storageGibibytes,
            quota.pods,
            quota.gpus,
            quota.neuronDevices,
          ].map(String),
        ),
      ),
    ),
    "",
    "A container that sets no requests or limits gets these of the namespace's LimitRange. Workloads of the program set their own;",
    `[Arguments of workloads](${docs}workloads/arguments.md) has their defaults.`,
    "",
    ...table(
      ["team", "request", "limit", "maximum of a container"],
      all.map(([team, quota]) => {
        const { defaultRequest, default: limit, max } = containerLimits(quota, largest);
        return row(`\`${team}\``, ...[defaultRequest, limit, max].map(({ cpu, memory }) => `${cpu} CPU, ${memory}`));
      }),
    ),
  ];
}
