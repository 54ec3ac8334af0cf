import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { containerEnvironment, type TeamEnvironment } from "../containerEnvironment";
import { modelPath } from "../registeredModel/modelFetch";
import type { RegisteredModel } from "../registeredModel/registeredModel";
import { threadVariables } from "../threads";

/** Name and number of the port on which the server listens. */
export const serverPort = { name: "http", number: 8080 } as const;

/** Returns the variables that the platform sets, part of the contract with the team's image. */
export function platformVariables({ name, version }: RegisteredModel): Record<string, string> {
  return {
    HOME: "/tmp",
    MODEL_NAME: name,
    MODEL_PATH: modelPath,
    MODEL_VERSION: String(version),
    PORT: String(serverPort.number),
  };
}

/**
 * Returns all variables of the server: the platform's, the team's, and those from Secrets.
 *
 * @param more Further variables of the platform.
 */
export function environment(
  team: TeamEnvironment,
  model: RegisteredModel,
  threads: number,
  more: Readonly<Record<string, pulumi.Input<string>>>,
): types.input.core.v1.EnvVar[] {
  return containerEnvironment({ ...platformVariables(model), ...more, ...threadVariables(threads, team) }, team);
}
