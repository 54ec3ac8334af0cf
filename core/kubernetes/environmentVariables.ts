import type { CrossFieldIssue } from "../schema/crossField";

/** Environment variables in the arguments of a workload, by name: plain values, or references to Secrets. */
export interface EnvironmentVariables {
  readonly environment?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
}

type Argument = keyof EnvironmentVariables;

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Returns the issues of variable names, in the order of the arguments.
 *
 * @param reserved Variables that the platform or a framework sets.
 */
export function environmentVariableProblems(
  { environment = {}, secrets = {} }: EnvironmentVariables,
  reserved: readonly string[],
): CrossFieldIssue[] {
  const given = [
    ...Object.keys(environment).map((variable) => ({ argument: "environment", variable }) as const),
    ...Object.keys(secrets).map((variable) => ({ argument: "secrets", variable }) as const),
  ];
  return given.flatMap(({ argument, variable }) => {
    const found = nameProblem(argument, variable, environment, reserved);
    return found ? [{ path: [argument, variable], ...found }] : [];
  });
}

function nameProblem(
  argument: Argument,
  variable: string,
  environment: Readonly<Record<string, unknown>>,
  reserved: readonly string[],
): Omit<CrossFieldIssue, "path"> | undefined {
  if (!variableName.test(variable)) {
    return {
      message: "must be the name of an environment variable",
      fix: "use letters, digits and _, and do not start with a digit",
    };
  }
  if (reserved.includes(variable)) {
    return { message: "must not be set: the platform sets it", fix: "remove it" };
  }
  return argument === "secrets" && Object.hasOwn(environment, variable)
    ? { message: "must be in environment or in secrets, not in both", fix: "remove it from one of them" }
    : undefined;
}
