import type * as pulumi from "@pulumi/pulumi";
import type { Registration } from "../../core/graph/registration";
import { stackType } from "../../core/graph/registration";
import { recordProgram } from "../../plan/recorder/record";
import { root } from "./plan";

/**
 * Returns the registrations of a component and its descendants, sorted by URN.
 *
 * Not tested: that AWS accepts the inputs.
 *
 * @param warn Receives the warnings of the component. @default - they are dropped
 */
export async function recordComponent(
  create: () => pulumi.ComponentResource,
  warn: (message: string) => void = () => {},
): Promise<Registration[]> {
  const program = async () => {
    create();
    return {};
  };
  const place = { project: "mlops", stack: "test", root };
  const recorded = await recordProgram({ ...place, config: {}, secretKeys: [], program, warn });
  return recorded.filter(({ type }) => type !== stackType);
}

/** Returns the only resource of a type, or of a type and a name. */
export function only(resources: readonly Registration[], type: string, name?: string): Registration {
  const found = resources.filter(
    (resource) => resource.type === type && (name === undefined || resource.name === name),
  );
  const [resource] = found;
  if (!resource || found.length > 1) {
    throw new Error(`${found.length} resources are ${type} ${name ?? ""}: ${found.map((one) => one.name).join(", ")}`);
  }
  return resource;
}

/** Returns all resources of a type. */
export function all(resources: readonly Registration[], type: string): Registration[] {
  return resources.filter((resource) => resource.type === type);
}

/** Returns types and names, which together identify resources. */
export function typesAndNames(resources: readonly Registration[]): string[] {
  return resources.map(({ type, name }) => `${type} ${name}`).sort();
}
