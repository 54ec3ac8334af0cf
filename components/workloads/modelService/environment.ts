import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { SecretValue } from "../fields";
import { modelPath } from "../registeredModel/modelFetch";
import type { RegisteredModel } from "../registeredModel/registeredModel";

export interface Environment {
  /** Environment variables of the server. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Environment variables of the server from Secrets. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

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

/** Returns all variables of the server: the platform's, the team's, and those from Secrets. */
export function environment(
  { environment, secrets }: Environment,
  model: RegisteredModel,
): types.input.core.v1.EnvVar[] {
  return [
    ...Object.entries({ ...platformVariables(model), ...environment }).map(([name, value]) => ({ name, value })),
    ...Object.entries(secrets).map(([name, { secret, key }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
  ];
}
