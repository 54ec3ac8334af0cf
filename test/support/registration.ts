import { noOptions, type Registration } from "../../core/graph/registration";
import type { JsonObject } from "../../core/json/json";

/** Returns a resource as the program declares it, without parent and dependencies. */
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
