import { CloudError } from "../cloudError";
import type { Parameters } from "./command";

/** Returns a required parameter. @throws CloudError if it is missing. */
export function required(parameters: Parameters, name: string): string {
  const value = optional(parameters, name);
  if (value === undefined) throw new CloudError("ParamValidation", `the following arguments are required: --${name}`);
  return value;
}

export function optional(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" ? value : undefined;
}
