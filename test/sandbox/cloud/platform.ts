import type { Registration } from "../../../core/graph/registration";
import { unknownsIn } from "../../../core/graph/tokens";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { planStack } from "../../support/plan";
import { type CloudUnderTest, startCloud } from "./harness";

/** The cloud's response for a resource of the plan. */
export interface Created {
  readonly registration: Registration;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

export interface CreatedPlatform {
  readonly cloud: CloudUnderTest;
  /** Configuration of the AWS provider. */
  readonly configured: JsonObject;
  /** By URN, in the order of creation. */
  readonly created: ReadonlyMap<string, Created>;
}

/** Creates the cloud resources of the platform with every optional part, as the engine does. */
export async function createPlatform(): Promise<CreatedPlatform> {
  const registrations = await planStack("everything");
  const configured = registrations.find(({ type }) => type === "pulumi:providers:aws")?.inputs ?? {};
  const cloud = await startCloud({ configuration: configured });
  const created = new Map<string, Created>();
  for (const registration of inOrder(registrations.filter(isCloud))) {
    const { type, name } = registration;
    const made = await cloud.engine.make(type, name, filled(registration.inputs, created));
    created.set(registration.urn, { registration, ...made });
  }
  return { cloud, configured, created };
}

function isCloud({ type, custom }: Registration): boolean {
  return custom && (type.startsWith("aws:") || type.startsWith("random:"));
}

/** Sorts resources after their dependencies, as the engine does. Dependencies through Kubernetes objects count too. */
function inOrder(resources: readonly Registration[]): Registration[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<Registration>();
  const visit = (resource: Registration) => {
    if (ordered.has(resource)) return;
    for (const urn of resource.dependsOn) {
      const other = byUrn.get(urn);
      if (other) visit(other);
    }
    ordered.add(resource);
  };
  for (const resource of resources) visit(resource);
  return [...ordered];
}

/** Replaces tokens with the outputs of created resources. */
export function filled(value: JsonObject, created: ReadonlyMap<string, Created>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, created)]));
}

function fill(value: Json, created: ReadonlyMap<string, Created>): Json {
  if (Array.isArray(value)) return value.map((one) => fill(one, created));
  if (isJsonObject(value)) return filled(value, created);
  if (typeof value !== "string") return value;
  return unknownsIn(value).reduce((text: string, { urn, property }) => {
    const found = at(created.get(urn), property);
    return text.replaceAll(`[unknown:${urn}#${property}]`, String(found));
  }, value);
}

function at(made: Created | undefined, path: string): Json {
  if (!made) throw new Error(`${path} of a resource that does not exist yet`);
  if (path === "id") return made.id;
  let value: Json | undefined = made.outputs;
  for (const key of path.split(".")) {
    value = Array.isArray(value) ? value[Number(key)] : isJsonObject(value) ? value[key] : undefined;
  }
  if (value === undefined) throw new Error(`${made.registration.urn} has no output ${path}`);
  return value;
}
