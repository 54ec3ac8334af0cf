import { describe, expect, it } from "vitest";
import type { Placement } from "../../../../components/compute/placement";
import {
  acceleratorUseProblems,
  parallelArguments,
} from "../../../../components/workloads/inferenceService/acceleratorUse";
import { workspacePools } from "../../../support/workspace";

function placed(count: number, pool: keyof typeof workspacePools = "gpu-h100"): Placement {
  const resources: Record<string, string> = count > 0 ? { "nvidia.com/gpu": String(count) } : {};
  return { nodeSelector: {}, tolerations: [], resources, pools: [pool], problems: [] };
}

function problems(count: number, args: string[], changes: Partial<Parameters<typeof acceleratorUseProblems>[0]> = {}) {
  const found = acceleratorUseProblems({
    format: "huggingface",
    accelerator: "nvidia-h100",
    args,
    placement: placed(count),
    pools: workspacePools,
    ...changes,
  });
  return found.map(({ path = [], message, fix }) => `${path.join(".")}: ${message}; ${fix}`);
}

describe("parallelArguments", () => {
  it.each<[number, string[], string[]]>([
    [0, [], []],
    [1, [], []],
    [4, [], ["--tensor-parallel-size=4"]],
    [8, ["--max_model_len=8192"], ["--tensor-parallel-size=8"]],
    // The team's arguments take precedence, in each of the forms that vLLM reads.
    [4, ["--tensor-parallel-size=4"], []],
    [4, ["--tensor_parallel_size", "4"], []],
    [4, ["-tp", "4"], []],
    [4, ["--tensor-parallel-size=2", "--pipeline-parallel-size=2"], []],
    // The rest is for us.
    [8, ["--pipeline-parallel-size=2"], ["--tensor-parallel-size=4"]],
    [8, ["--data_parallel_size=2", "-pp", "2"], ["--tensor-parallel-size=2"]],
    [4, ["--data-parallel-size=4"], []],
  ])("of %d accelerators with %j are %j", (count, args, expected) => {
    expect(parallelArguments({ args, placement: placed(count) })).toEqual(expected);
  });
});

describe("acceleratorUseProblems", () => {
  it.each<[number, string[]]>([
    [1, []],
    [4, []],
    [4, ["--tensor-parallel-size=4"]],
    [1, ["--tensor-parallel-size=1"]],
    [4, ["--tensor-parallel-size", "2", "--pipeline_parallel_size", "2"]],
    [8, ["--pipeline-parallel-size=2"]],
    // The last one counts.
    [4, ["--tensor-parallel-size=2", "--tensor-parallel-size=4"]],
  ])("finds none if %d accelerators are used by %j", (count, args) => {
    expect(problems(count, args)).toEqual([]);
  });

  it.each<[number, string[], string]>([
    [
      4,
      ["--tensor-parallel-size=2"],
      "args: must use the accelerators of a pod, 4: --tensor-parallel-size=2 uses 2; remove --tensor-parallel-size=2: the platform sets --tensor-parallel-size, or set acceleratorCount to 2",
    ],
    [
      1,
      ["--tensor_parallel_size", "2"],
      "args: must use the accelerators of a pod, 1: --tensor-parallel-size=2 uses 2; remove --tensor-parallel-size=2: the platform sets --tensor-parallel-size, or set acceleratorCount to 2",
    ],
    [
      4,
      ["-tp", "4", "-pp", "2"],
      "args: must use the accelerators of a pod, 4: --tensor-parallel-size=4 and --pipeline-parallel-size=2 use 8; remove --tensor-parallel-size=4 and --pipeline-parallel-size=2: the platform sets --tensor-parallel-size, or set acceleratorCount to 8",
    ],
    [
      4,
      ["--pipeline-parallel-size=3"],
      "args: must use the accelerators of a pod, 4: --pipeline-parallel-size=3 uses 3; remove --pipeline-parallel-size=3: the platform sets --tensor-parallel-size, or set acceleratorCount to 3",
    ],
    ...["--tensor-parallel-size=auto", "--tensor-parallel-size", "--tensor-parallel-size=0", "-tp=1.5"].map(
      (argument): [number, string[], string] => [
        4,
        [argument],
        "args: must have whole numbers from 1 as values of --tensor-parallel-size, --pipeline-parallel-size, --data-parallel-size; write options such as --tensor-parallel-size=2",
      ],
    ),
  ])("refuses %d accelerators with %j", (count, args, expected) => {
    expect(problems(count, args)).toEqual([expected]);
  });

  it("refuses several shares of GPUs, which may be of one", () => {
    const placement = placed(2, "gpu-l4-shared");
    expect(problems(2, [], { placement, accelerator: "nvidia-l4" })).toEqual([
      "acceleratorCount: must be 1: pool gpu-l4-shared shares its GPUs, and vLLM needs a whole GPU for each part of a model; use acceleratorCount 1, or a pool without gpuSharing",
    ]);
    expect(problems(1, [], { placement: placed(1, "gpu-l4-shared"), accelerator: "nvidia-l4" })).toEqual([]);
  });

  it.each(["sklearn", "xgboost", "lightgbm"] as const)(
    "refuses an accelerator for %s, whose runtime uses none",
    (format) => {
      expect(problems(1, [], { format })).toEqual([
        `accelerator: must not be set: the runtime of format ${format} uses no accelerator; remove accelerator, or use image or a ModelService with a server that uses it`,
      ]);
      expect(problems(0, [], { format, accelerator: undefined })).toEqual([]);
    },
  );

  it("refuses accelerators for which the runtime has no image", () => {
    expect(problems(2, [], { accelerator: "aws-trainium" })).toEqual([
      "accelerator: must be an NVIDIA GPU: the runtime of format huggingface has no image for other accelerators; use a GPU of NVIDIA, or set image for a server that uses the accelerator",
    ]);
  });
});
