import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { reasonOf, UsageError } from "../core/errors/usageError";
import { stackOption } from "../core/stacks/stackFile";
import { nearest } from "../core/text/nearest";

const commands = ["up", "preview", "refresh", "destroy", "status", "stop", "env"] as const;
type Command = (typeof commands)[number];

/** What `npm run sandbox -- …` understands. */
export interface SandboxArguments {
  readonly command: Command;
  /** @default "dev" */
  readonly stack: string;
  /** Folder of real charts: `DIR/<chart>` or `DIR/<chart>-<version>.tgz`. */
  readonly charts: string | undefined;
  /** Folder of CustomResourceDefinitions for the charts that are not there. */
  readonly crds: string | undefined;
  /** Policy packs that the engine is to run. */
  readonly policyPacks: readonly string[];
  /** Whether `stop` also forgets what the sandbox holds. */
  readonly erase: boolean;
}

export const usage = `npm run sandbox -- COMMAND [--stack dev] [--charts DIR] [--crds DIR] [--policy-pack PATH]

  up        start what does not run, then pulumi up: prints the KUBECONFIG
  preview   the same with pulumi preview
  refresh   the same with pulumi refresh
  destroy   the same with pulumi destroy
  status    what runs, and what it holds
  env       shell commands after which plain pulumi and kubectl work on the sandbox: eval "$(npm run -s sandbox -- env)"
  stop      end its processes; what it holds stays for the next start

  --stack NAME        the environment, whose settings are in Pulumi.NAME.yaml (dev)
  --charts DIR        folder of real charts, DIR/<chart> or DIR/<chart>-<version>.tgz; others are stand-ins
  --crds DIR          folder of CustomResourceDefinitions for stand-ins, DIR/<project>/<group>_<plural>.yaml
  --policy-pack PATH  policy pack that Pulumi's engine runs; can be given several times
  --erase             with stop: forget what the sandbox holds

exit status: 0 done, 1 the command failed, 2 wrong settings or arguments
`;

/**
 * Reads the command line. Paths are those of the folder in which the user is.
 *
 * @returns undefined where help is asked for.
 * @throws UsageError with what is wrong and how to mend it.
 */
export function sandboxArguments(argv: readonly string[], folder: string): SandboxArguments | undefined {
  const { values, positionals } = parse(argv);
  if (values.help || (positionals.length === 0 && argv.length === 0)) return undefined;
  const [name, ...more] = positionals;
  const command = commands.find((known) => known === name);
  if (command === undefined) throw new UsageError(unknownCommand(name));
  if (more.length > 0) throw new UsageError(`one command at a time, not also ${more.join(" ")}\n  fix: leave it out`);
  const stack = stackOption(values.stack);
  if (values.erase && command !== "stop")
    throw new UsageError(`--erase belongs to stop, not to ${command}\n  fix: leave it out`);
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
  if (name === undefined) return `there is no command\n  fix: write one of ${list}`;
  const meant = nearest(name, commands);
  return `there is no command "${name}"\n  fix: ${meant ? `did you mean ${meant}? Otherwise ` : ""}use one of ${list}`;
}

function existing(option: string, given: string | undefined, folder: string): string | undefined {
  if (given === undefined) return undefined;
  const found = path.resolve(folder, given);
  if (given !== "" && existsSync(found)) return found;
  throw new UsageError(`--${option} is "${given}", and there is no such path\n  fix: name one that exists`);
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
