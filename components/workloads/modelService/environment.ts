import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Problems } from "../../../core/errors/problems";
import { environmentVariableProblems } from "../../../core/kubernetes/environmentVariables";
import { modelPath } from "../registeredModel/modelFetch";
import type { RegisteredModel } from "../registeredModel/registeredModel";

/** A key of a Secret in the team's namespace, such as an ExternalSecret keeps up to date. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

export interface Environment {
  /** Variables of the server. @default - none but the platform's */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables of the server whose values are in Secrets. @default - none */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
}

/** Port on which the server listens, and its name. */
export const serverPort = { name: "http", number: 8080 } as const;

/** Variables that the platform sets: the contract with the team's image. */
function platformVariables({ name, version }: RegisteredModel): Record<string, string> {
  return {
    HOME: "/tmp",
    MODEL_NAME: name,
    MODEL_PATH: modelPath,
    MODEL_VERSION: String(version),
    PORT: String(serverPort.number),
  };
}

/** Adds what is wrong with variables. */
export function checkEnvironment(problems: Problems, given: Environment, model: RegisteredModel): void {
  const reserved = Object.keys(platformVariables(model));
  for (const { message, fix } of environmentVariableProblems(given, reserved)) problems.add(message, fix);
}

/** The server's variables: the platform's, the team's, and those out of Secrets. */
export function environment(
  { environment = {}, secrets = {} }: Environment,
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
