import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";
import { sharedGpuChecks } from "./sharedGpus";
import type { TrainingArguments } from "./trainingArguments";
import { platformVariables, podResources, trainingPlacement } from "./trainingPod";

type Arguments = TrainingArguments & {
  readonly workspace: Workspace;
  readonly nodes?: number;
  readonly processesPerNode?: number | undefined;
};

const where = ["accelerator", "acceleratorCount", "pool"] as const;

/**
 * Returns the rules across arguments of training.
 *
 * @param frameworkVariables Environment variables that the framework sets.
 */
export function trainingChecks<Args extends Arguments>(
  frameworkVariables: (args: Args) => readonly string[],
): readonly ArgumentCheck<Args>[] {
  return [
    { reads: [...where, "workspace"], find: (args) => trainingPlacement({ args }).problems },
    {
      reads: ["resources", ...where, "workspace", "nodes"],
      find: (args) => podResources({ args, nodes: args.nodes ?? 1 }).problems,
    },
    ...sharedGpuChecks,
    {
      reads: ["environment", "secrets", "datasets", "checkpoints", "workspace"],
      find: (args, { objectName: name }) =>
        environmentVariableProblems(args, [...platformVariables({ name, args }), ...frameworkVariables(args)]),
    },
    // A program without checkpoints loses all its work when a spot node is interrupted.
    {
      reads: ["checkpoints", ...where, "workspace"],
      find: (args) => {
        const { pools } = args.workspace;
        const spot = trainingPlacement({ args }).pools.filter((name) => pools[name]?.capacityTypes.includes("spot"));
        return issueIf(args.checkpoints === false && spot.length > 0, {
          message: `must not be false on spot capacity, which AWS can interrupt: pool ${spot.join(" and ")} has spot nodes`,
          fix: "remove checkpoints, or use a pool without spot capacity",
        });
      },
    },
  ];
}
