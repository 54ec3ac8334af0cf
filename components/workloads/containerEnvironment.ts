import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { SecretValue } from "./fields";

/** Environment variables in the arguments of a workload. */
export interface TeamEnvironment {
  /** Values by name. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Keys of Secrets by name. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

/** Returns the environment of a container: variables of the platform, then the team's. No name occurs twice. */
export function containerEnvironment(
  platform: Readonly<Record<string, pulumi.Input<string>>>,
  { environment, secrets }: TeamEnvironment,
): types.input.core.v1.EnvVar[] {
  return [
    ...Object.entries({ ...platform, ...environment }).map(([name, value]) => ({ name, value })),
    ...secretVariables(secrets),
  ];
}

/** Returns environment variables from Secrets. */
export function secretVariables(secrets: TeamEnvironment["secrets"]): types.input.core.v1.EnvVar[] {
  return Object.entries(secrets).map(([name, { secret, key }]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}
