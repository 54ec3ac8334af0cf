import { parseArgs } from "node:util";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { stackOption } from "../core/stacks/stackFile";

/** What `npm run plan -- …` understands. */
export interface PlanArguments {
  /** @default "dev" */
  readonly stack: string;
  /** File for the plan as JSON. */
  readonly json: string | undefined;
  /** File for the plan as a comment on a pull request. */
  readonly markdown: string | undefined;
  /** File for the plan as a page. */
  readonly html: string | undefined;
  /** An earlier plan's JSON to compare with. */
  readonly against: string | undefined;
  /** Folder for every Kubernetes object of the plan. */
  readonly manifests: string | undefined;
  /** Folder of upstream's charts, whose objects are to be judged. */
  readonly charts: string | undefined;
  /** Whether to print nothing but problems. */
  readonly quiet: boolean;
  readonly help: boolean;
}

export const usage = `npm run plan -- [--stack dev] [--json FILE] [--markdown FILE] [--html FILE] [--against FILE]
                [--manifests DIR] [--charts DIR] [--quiet]

  --stack NAME     the environment to plan, whose settings are in Pulumi.NAME.yaml (dev)
  --json FILE      write the plan as JSON
  --markdown FILE  write the plan as a comment on a pull request
  --html FILE      write the plan as one page, which needs no network
  --against FILE   compare with an earlier plan, as --json wrote it
  --manifests DIR  write every Kubernetes object as YAML
  --charts DIR     render the charts that DIR holds (DIR/<chart> or DIR/<chart>-<version>.tgz) with the plan's values, and
                   judge their objects too (needs helm, on PATH or by HELM)
  --quiet          print nothing but problems
  --help           print this

exit status: 0 planned, 1 a mandatory guardrail is broken, 2 wrong settings or arguments, 3 the program failed
`;

/**
 * Reads the command line.
 *
 * @throws UsageError for options that do not exist or lack their value.
 */
export function planArguments(argv: readonly string[]): PlanArguments {
  const { stack: given, json, markdown, html, against, manifests, charts, quiet, help } = parse(argv);
  const stack = stackOption(given);
  const files = { json, markdown, html, against, manifests, charts };
  for (const [option, file] of Object.entries(files)) {
    if (file === "") throw new UsageError(`--${option} names no file\n  fix: write --${option} FILE, or leave it out`);
  }
  return { stack, ...files, quiet, help };
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
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n  fix: see npm run plan -- --help`);
  }
}
