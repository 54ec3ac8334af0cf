import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { issueIf } from "../../../core/schema/crossField";
import type { Workspace } from "../../tenancy/workspace";
import type { ArgumentCheck } from "../kind";
import type { TrainingArguments } from "./trainingArguments";
import { platformVariables, podResources, trainingPlacement } from "./trainingPod";

type Arguments = TrainingArguments & { readonly workspace: Workspace; readonly nodes?: number };

const where = ["accelerator", "acceleratorCount", "pool"] as const;

/**
 * What is wrong with arguments of training together.
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
    {
      reads: ["environment", "secrets", "datasets", "checkpoints", "workspace"],
      find: (args, { objectName: name }) =>
        environmentVariableProblems(args, [...platformVariables({ name, args }), ...frameworkVariables(args)]),
    },
    // What cannot resume on nodes that may go within two minutes loses all it has done, perhaps each time.
    {
      reads: ["checkpoints", ...where, "workspace"],
      find: (args) => {
        const { pools } = args.workspace;
        const spot = trainingPlacement({ args }).pools.filter((name) => pools[name]?.capacityTypes.includes("spot"));
        return issueIf(args.checkpoints === false && spot.length > 0, {
          message: `must not be false: nodes of pool ${spot.join(" and ")} may be spot capacity, which AWS takes back`,
          fix: "leave checkpoints out, or name a pool without spot",
        });
      },
    },
  ];
}
