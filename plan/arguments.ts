import { parseArgs } from "node:util";
import { UsageError } from "./stackFile";

/** What `npm run plan -- …` understands. */
export interface PlanArguments {
  /** @default "dev" */
  readonly stack: string;
  /** File for the plan as JSON. */
  readonly json: string | undefined;
  /** Folder for every Kubernetes object of the plan. */
  readonly manifests: string | undefined;
  /** Whether to print nothing but problems. */
  readonly quiet: boolean;
  readonly help: boolean;
}

export const usage = `npm run plan -- [--stack dev] [--json FILE] [--manifests DIR] [--quiet]

  --stack NAME     the environment to plan, whose settings are in Pulumi.NAME.yaml (dev)
  --json FILE      write the plan as JSON
  --manifests DIR  write every Kubernetes object as YAML
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
  const { stack, json, manifests, quiet, help } = parse(argv);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(stack)) {
    throw new UsageError(
      `--stack is "${stack}", which no stack can be called\n  fix: use the NAME of a Pulumi.NAME.yaml`,
    );
  }
  return { stack, json, manifests, quiet, help };
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
        manifests: { type: "string" },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message}\n  fix: see npm run plan -- --help`);
  }
}
