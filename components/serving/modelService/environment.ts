import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Problems } from "../../../core/errors/problems";
import { modelPath } from "./modelFetch";
import type { RegisteredModel } from "./registeredModel";

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

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

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
export function checkEnvironment(
  problems: Problems,
  { environment = {}, secrets = {} }: Environment,
  model: RegisteredModel,
): void {
  const platform = platformVariables(model);
  for (const [argument, names] of [
    ["environment", Object.keys(environment)],
    ["secrets", Object.keys(secrets)],
  ] as const) {
    for (const name of names) {
      if (!variableName.test(name))
        problems.add(`${argument} has "${name}", which is no variable`, "use letters, digits and _");
      if (name in platform) problems.add(`${argument} has ${name}, which the platform sets`, "leave it out");
    }
  }
  for (const name of Object.keys(environment).filter((one) => one in secrets)) {
    problems.add(`${name} is in environment and in secrets`, "write it once");
  }
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
