import { type CrossFieldIssue, issueIf } from "../../../core/schema/crossField";
import type { Placement } from "../../compute/placement";
import type { Pools } from "../../compute/poolSettings";
import { acceleratorsOf } from "../sizing/podSize";
import type { ModelFormat } from "./storedModel";

/** Options of vLLM by which it uses several GPUs. The product of their values is the number of GPUs. */
const parallelOptions = {
  tensor: ["--tensor-parallel-size", "-tp"],
  pipeline: ["--pipeline-parallel-size", "-pp"],
  data: ["--data-parallel-size", "-dp"],
} as const;
const parallels = ["tensor", "pipeline", "data"] as const satisfies readonly (keyof typeof parallelOptions)[];
type Parallel = (typeof parallels)[number];

export interface ServedFormat {
  readonly format: ModelFormat;
  readonly accelerator?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly placement: Placement;
  readonly pools: Pools;
}

/**
 * Returns the arguments by which the runtime of Hugging Face uses all accelerators of its pod: vLLM would use one.
 * Arguments of the team come first: vLLM splits the model over the GPUs that they leave.
 */
export function parallelArguments({ args = [], placement }: Pick<ServedFormat, "args" | "placement">): string[] {
  const accelerators = acceleratorsOf(placement);
  const { tensor, pipeline = 1, data = 1 } = parallelSizes(args);
  if (accelerators < 2 || tensor !== undefined || accelerators === pipeline * data) return [];
  return [`--tensor-parallel-size=${accelerators / (pipeline * data)}`];
}

/** Returns the problems of accelerators that the runtime of a format would not use. */
export function acceleratorUseProblems(served: ServedFormat): CrossFieldIssue[] {
  const { format, accelerator } = served;
  if (accelerator === undefined || served.placement.problems.length > 0) return [];
  if (format !== "huggingface") {
    return [
      {
        path: ["accelerator"],
        message: `must not be set: the runtime of format ${format} uses no accelerator`,
        fix: "remove accelerator, or use image or a ModelService with a server that uses it",
      },
    ];
  }
  if (!accelerator.startsWith("nvidia-")) {
    return [
      {
        path: ["accelerator"],
        message: "must be an NVIDIA GPU: the runtime of format huggingface has no image for other accelerators",
        fix: "use a GPU of NVIDIA, or set image for a server that uses the accelerator",
      },
    ];
  }
  return [...sharedProblems(served), ...parallelProblems(served)];
}

/** Shares may be of the same GPU, on which NCCL refuses to start two processes. */
function sharedProblems({ placement, pools }: ServedFormat): readonly CrossFieldIssue[] {
  const shared = placement.pools.find((name) => pools[name]?.gpuSharing);
  return issueIf(shared !== undefined && acceleratorsOf(placement) > 1, {
    path: ["acceleratorCount"],
    message: `must be 1: pool ${shared} shares its GPUs, and vLLM needs a whole GPU for each part of a model`,
    fix: "use acceleratorCount 1, or a pool without gpuSharing",
  });
}

function parallelProblems({ args = [], placement }: ServedFormat): readonly CrossFieldIssue[] {
  const accelerators = acceleratorsOf(placement);
  const sizes = parallelSizes(args);
  const given = Object.values(sizes);
  const wrong = given.filter((size) => !Number.isInteger(size) || size < 1);
  if (wrong.length > 0) {
    const options = Object.values(parallelOptions).map(([name]) => name);
    return [
      {
        path: ["args"],
        message: `must have whole numbers from 1 as values of ${options.join(", ")}`,
        fix: "write options such as --tensor-parallel-size=2",
      },
    ];
  }
  const used = given.reduce((product, size) => product * size, 1);
  const fits = sizes.tensor === undefined ? accelerators % used === 0 : used === accelerators;
  const named = parallels.flatMap((kind) =>
    sizes[kind] === undefined ? [] : [`${parallelOptions[kind][0]}=${sizes[kind]}`],
  );
  return issueIf(given.length > 0 && !fits, {
    path: ["args"],
    message: `must use the accelerators of a pod, ${accelerators}: ${named.join(" and ")} ${named.length > 1 ? "use" : "uses"} ${used}`,
    fix: `remove ${named.join(" and ")}: the platform sets --tensor-parallel-size, or set acceleratorCount to ${used}`,
  });
}

/** Returns the sizes in arguments. vLLM accepts `_` for `-` and the value as the next argument. The last one counts. */
function parallelSizes(args: readonly string[]): Partial<Record<Parallel, number>> {
  const found: Partial<Record<Parallel, number>> = {};
  args.forEach((argument, index) => {
    const [name = "", value = args[index + 1]] = argument.split(/=(.*)/s);
    const option = name.startsWith("--") ? name.replaceAll("_", "-") : name;
    for (const kind of parallels) {
      if (parallelOptions[kind].some((one) => one === option))
        found[kind] = value === undefined ? Number.NaN : Number(value);
    }
  });
  return found;
}
