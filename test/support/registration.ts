import { noOptions, type Registration } from "../../core/graph/registration";
import type { JsonObject } from "../../core/json/json";

/** A resource as the program would declare it, with nothing around it. */
export function resource(type: string, inputs: JsonObject = {}, more: Partial<Registration> = {}): Registration {
  const { name = "thing" } = more;
  return {
    urn: `urn:pulumi:test::mlops::${type}::${name}`,
    type,
    name,
    parent: undefined,
    custom: true,
    provider: undefined,
    dependsOn: [],
    propertyDependencies: {},
    inputs,
    outputs: undefined,
    options: noOptions,
    source: undefined,
    ...more,
  };
}
