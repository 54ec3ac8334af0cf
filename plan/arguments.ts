import { parseArgs } from "node:util";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { stackOption } from "../core/stacks/stackFile";

/** The command line of `npm run plan -- …`. */
export interface PlanArguments {
  /** @default "dev" */
  readonly stack: string;
  /** File to write the plan to as JSON. */
  readonly json: string | undefined;
  /** File to write the plan to as Markdown, for a comment on a pull request. */
  readonly markdown: string | undefined;
  /** File to write the plan to as one HTML page. */
  readonly html: string | undefined;
  /** The JSON of an earlier plan to compare with. */
  readonly against: string | undefined;
  /** Folder to write every Kubernetes object of the plan to. */
  readonly manifests: string | undefined;
  /** Folder of upstream charts to render, so that rules judge their objects. */
  readonly charts: string | undefined;
  /** File to write every image, chart and Git repository of the plan to. */
  readonly mirrorList: string | undefined;
  /** File to write to what teams can choose, as Markdown. */
  readonly choices: string | undefined;
  /** Operations at the same time, for the duration. @default - Pulumi's on a machine with four CPUs */
  readonly parallel: number | undefined;
  /** Whether to print the tree of resources. `component` and `depth` imply it. */
  readonly tree: boolean;
  /** Component whose tree is printed. @default - all */
  readonly component: string | undefined;
  /** Levels of components in the tree. @default - all */
  readonly depth: number | undefined;
  /** Whether to print only violations and a cost above the budget. */
  readonly quiet: boolean;
  readonly help: boolean;
}

export const usage = `npm run plan -- [--stack dev] [--json FILE] [--markdown FILE] [--html FILE] [--against FILE]
                [--manifests DIR] [--charts DIR]
                [--mirror-list FILE] [--choices FILE] [--parallel N] [--tree] [--component NAME] [--depth N]
                [--quiet]

  --stack NAME     the stack to plan, with the settings of Pulumi.NAME.yaml (dev)
  --json FILE      write the plan as JSON
  --markdown FILE  write the plan as Markdown, for a comment on a pull request
  --html FILE      write the plan as one HTML page that needs no network
  --against FILE   compare with an earlier plan, a file that --json wrote
  --manifests DIR  write every Kubernetes object as YAML
  --charts DIR     render the charts in DIR (DIR/<chart> or DIR/<chart>-<version>.tgz) with the plan's values, and judge
                   their objects too (needs helm: on PATH, or its path in HELM)
  --mirror-list FILE
                   write every image, chart and Git repository of the plan as JSON, for a mirror
  --choices FILE   write what teams can choose as Markdown: accelerators, pools, sizes, prices, quotas
  --parallel N     estimate the duration with at most N operations at a time, like pulumi up --parallel (16)
  --tree           print the tree of components and resources too
  --component NAME print only the tree of this component
  --depth N        print at most N levels of components
  --quiet          print only violations of mandatory rules, updates that AWS refuses, and a cost above the budget
  --help           print this text

exit status: 0 planned
             1 a mandatory guardrail is violated, or AWS refuses an update (--against)
             2 the settings, the workloads' arguments or this command's options are wrong
             3 the program failed
`;

/**
 * Reads the command line.
 *
 * @throws UsageError for an unknown option, a missing value or a value of the wrong form.
 */
export function planArguments(argv: readonly string[]): PlanArguments {
  const {
    stack: given,
    json,
    markdown,
    html,
    against,
    manifests,
    charts,
    choices,
    "mirror-list": mirrorList,
    component,
    quiet,
    help,
    ...rest
  } = parse(argv);
  const stack = stackOption(given);
  const files = { json, markdown, html, against, manifests, charts, choices };
  for (const [option, value] of Object.entries({ ...files, "mirror-list": mirrorList, component })) {
    if (value !== "") continue;
    throw new UsageError(`--${option} is empty\n  fix: write a value after --${option}, or remove the option`);
  }
  const depth = countOption("depth", rest.depth, 2);
  return {
    stack,
    ...files,
    mirrorList,
    parallel: countOption("parallel", rest.parallel, 16),
    tree: rest.tree || component !== undefined || depth !== undefined,
    component,
    depth,
    quiet,
    help,
  };
}

function countOption(option: string, given: string | undefined, example: number): number | undefined {
  if (given === undefined) return undefined;
  if (/^[1-9]\d*$/.test(given)) return Number(given);
  throw new UsageError(
    `--${option} is "${given}": it must be a whole number above 0\n  fix: write --${option} ${example}, for example`,
  );
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        stack: { type: "string", default: "dev" },
        json: { type: "string" },
        markdown: { type: "string" },
        html: { type: "string" },
        against: { type: "string" },
        manifests: { type: "string" },
        charts: { type: "string" },
        "mirror-list": { type: "string" },
        choices: { type: "string" },
        tree: { type: "boolean", default: false },
        component: { type: "string" },
        depth: { type: "string" },
        parallel: { type: "string" },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n  fix: see npm run plan -- --help`);
  }
}
