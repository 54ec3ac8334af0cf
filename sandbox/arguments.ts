import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { stackOption } from "../core/stacks/stackFile";
import { nearest } from "../core/text/nearest";

const commands = ["up", "preview", "refresh", "destroy", "status", "stop", "env"] as const;
type Command = (typeof commands)[number];

/** Parsed arguments of `npm run sandbox -- …`. */
export interface SandboxArguments {
  readonly command: Command;
  /** @default "dev" */
  readonly stack: string;
  /** Folder of upstream charts: `DIR/<chart>` or `DIR/<chart>-<version>.tgz`. */
  readonly charts: string | undefined;
  /** Folder of CustomResourceDefinitions for charts that are not in `charts`. */
  readonly crds: string | undefined;
  /** Paths of the policy packs that Pulumi's engine runs. */
  readonly policyPacks: readonly string[];
  /** Whether `stop` also deletes the sandbox's data. */
  readonly erase: boolean;
}

export const usage = `npm run sandbox -- COMMAND [--stack dev] [--charts DIR] [--crds DIR] [--policy-pack PATH]

  up        starts the sandbox and runs pulumi up; prints the path of the KUBECONFIG
  preview   starts the sandbox and runs pulumi preview
  refresh   starts the sandbox and runs pulumi refresh
  destroy   starts the sandbox and runs pulumi destroy
  status    prints the processes and the number of simulated resources
  env       prints shell commands that let pulumi and kubectl use the sandbox: eval "$(npm run -s sandbox -- env)"
  stop      stops the processes of the sandbox; its data remains for the next start

  --stack NAME        the stack, whose settings are in Pulumi.NAME.yaml (default: dev)
  --charts DIR        folder of upstream charts, DIR/<chart> or DIR/<chart>-<version>.tgz; stand-ins replace all others
  --crds DIR          folder of CustomResourceDefinitions for stand-ins, DIR/<project>/<group>_<plural>.yaml
  --policy-pack PATH  policy pack that Pulumi's engine runs; may be repeated
  --erase             with stop: also deletes the sandbox's data

exit status: 0 done, 1 the command failed, 2 wrong settings or arguments
`;

/**
 * Parses the command line. Paths are relative to the user's working folder.
 *
 * @returns undefined if the user asks for help.
 * @throws UsageError with the mistake and its fix.
 */
export function sandboxArguments(argv: readonly string[], folder: string): SandboxArguments | undefined {
  const { values, positionals } = parse(argv);
  if (values.help || (positionals.length === 0 && argv.length === 0)) return undefined;
  const [name, ...more] = positionals;
  const command = commands.find((known) => known === name);
  if (command === undefined) throw new UsageError(unknownCommand(name));
  if (more.length > 0)
    throw new UsageError(`only one command is allowed, not also ${more.join(" ")}\n  fix: remove it`);
  const stack = stackOption(values.stack);
  if (values.erase && command !== "stop")
    throw new UsageError(`--erase is only allowed with stop, not with ${command}\n  fix: remove it`);
  return {
    command,
    stack,
    charts: existing("charts", values.charts, folder),
    crds: existing("crds", values.crds, folder),
    policyPacks: values["policy-pack"].flatMap((pack) => existing("policy-pack", pack, folder) ?? []),
    erase: values.erase,
  };
}

function unknownCommand(name: string | undefined): string {
  const list = commands.join(", ");
  if (name === undefined) return `a command is missing\n  fix: use one of ${list}`;
  const meant = nearest(name, commands);
  return `the command "${name}" does not exist\n  fix: ${meant ? `did you mean ${meant}? Otherwise ` : ""}use one of ${list}`;
}

function existing(option: string, given: string | undefined, folder: string): string | undefined {
  if (given === undefined) return undefined;
  const found = path.resolve(folder, given);
  if (given !== "" && existsSync(found)) return found;
  throw new UsageError(`--${option} must be an existing path, not "${given}"\n  fix: use a path that exists`);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: {
        stack: { type: "string", default: "dev" },
        charts: { type: "string" },
        crds: { type: "string" },
        "policy-pack": { type: "string", multiple: true, default: [] },
        erase: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n  fix: see npm run sandbox -- --help`);
  }
}
