import type { JsonObject } from "../../../core/json/json";
import { CloudError } from "../cloudError";
import type { CloudStore } from "../store";
import type { Command, Parameters } from "./command";
import { databaseCommands } from "./databases";
import { objectCommands } from "./objects";

/** Commands of the AWS CLI that the simulated cloud supports: those of docs/operations/recovery.md. */
export const commands: Readonly<Record<string, Command>> = { ...databaseCommands, ...objectCommands };

/** @throws CloudError with AWS's error if AWS rejects the command. */
export function runCommand(name: string, parameters: Parameters, store: CloudStore): JsonObject {
  const command = commands[name];
  if (!command) {
    throw new CloudError(
      "InvalidChoice",
      `the sandbox's aws does not support "aws ${name}"\n  fix: use one of ${Object.keys(commands).sort().join(", ")}`,
    );
  }
  return command(parameters, store);
}
