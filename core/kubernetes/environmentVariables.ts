/** Variables of a container as a workload's arguments have them: by name, in plain or out of Secrets. */
export interface EnvironmentVariables {
  readonly environment?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
}

/** What is wrong with one variable. */
export interface EnvironmentVariableProblem {
  readonly argument: "environment" | "secrets";
  readonly variable: string;
  readonly message: string;
  readonly fix: string;
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * What is wrong with the names of a container's variables, in the order of the arguments.
 *
 * @param reserved Variables that the platform or a framework sets.
 */
export function environmentVariableProblems(
  { environment = {}, secrets = {} }: EnvironmentVariables,
  reserved: readonly string[],
): EnvironmentVariableProblem[] {
  const given = [
    ...Object.keys(environment).map((variable) => ({ argument: "environment", variable }) as const),
    ...Object.keys(secrets).map((variable) => ({ argument: "secrets", variable }) as const),
  ];
  return given.flatMap(({ argument, variable }) => {
    const found = nameProblem(argument, variable, environment, reserved);
    return found ? [{ argument, variable, ...found }] : [];
  });
}

function nameProblem(
  argument: EnvironmentVariableProblem["argument"],
  variable: string,
  environment: Readonly<Record<string, unknown>>,
  reserved: readonly string[],
): Pick<EnvironmentVariableProblem, "message" | "fix"> | undefined {
  if (!variableName.test(variable)) {
    return {
      message: `${argument} has "${variable}", which is not the name of an environment variable`,
      fix: "use letters, digits and _, and do not begin with a digit",
    };
  }
  if (reserved.includes(variable)) {
    return { message: `${argument} has ${variable}, which the platform sets`, fix: "leave it out" };
  }
  return argument === "secrets" && Object.hasOwn(environment, variable)
    ? { message: `${variable} is in environment and in secrets`, fix: "leave it in one of them" }
    : undefined;
}
