import type { types } from "@pulumi/kubernetes";

/**
 * Returns the environment variables of the AWS region. Most SDKs and the AWS CLI read `AWS_REGION`, the SDK for Python
 * reads only `AWS_DEFAULT_REGION`. EKS adds neither of them to a container that has one, so a container must have both.
 */
export function regionVariables(region: string): Readonly<Record<"AWS_REGION" | "AWS_DEFAULT_REGION", string>> {
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region };
}

/** Returns `regionVariables` as the environment of a container. */
export function regionEnvironment(region: string): types.input.core.v1.EnvVar[] {
  return Object.entries(regionVariables(region)).map(([name, value]) => ({ name, value }));
}
