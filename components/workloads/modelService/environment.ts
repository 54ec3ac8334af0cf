import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { SecretValue } from "../fields";
import { modelPath } from "../registeredModel/modelFetch";
import type { RegisteredModel } from "../registeredModel/registeredModel";

export interface Environment {
  /** Variables of the server. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables of the server whose values are in Secrets. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

/** Port on which the server listens, and its name. */
export const serverPort = { name: "http", number: 8080 } as const;

/** Variables that the platform sets: the contract with the team's image. */
export function platformVariables({ name, version }: RegisteredModel): Record<string, string> {
  return {
    HOME: "/tmp",
    MODEL_NAME: name,
    MODEL_PATH: modelPath,
    MODEL_VERSION: String(version),
    PORT: String(serverPort.number),
  };
}

/** The server's variables: the platform's, the team's, and those out of Secrets. */
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
