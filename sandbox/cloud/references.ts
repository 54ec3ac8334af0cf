import { valuesAt } from "../../core/changes/differences";
import type { JsonObject } from "../../core/json/json";
import { CloudError } from "./cloudError";
import { missingReferences } from "./missingReferences";
import type { CloudResource, CloudView, Facts, Reference, Refusal } from "./resourceType";
import type { CloudStore } from "./store";
import { securityGroup, subnet } from "./types/formats";
import { simulatedType, typeTable } from "./types/table";

/** @throws CloudError if a resource that the inputs refer to does not exist, or is still being created. */
export function requireReferences(type: string, facts: Facts): void {
  for (const reference of simulatedType(type).references ?? []) {
    const target = typeTable[reference.to];
    for (const name of namesIn(reference, facts.inputs)) {
      const found = findBy(reference, name, facts.cloud);
      if (!found && !reference.accepts?.(name, facts)) {
        const known = missingReferences[type]?.[reference.to] ?? target?.missing;
        throw refusal(known, "NotFound", `${reference.to} '{id}' does not exist`, name);
      }
      if (found && target?.notReady && found.readyAt > new Date().toISOString()) {
        throw refusal(target.notReady, "InvalidRequest", "{id} is not ready", name);
      }
    }
  }
}

function findBy({ to, by = ["id"] }: Reference, name: string, cloud: CloudView): CloudResource | undefined {
  for (const property of by) {
    const found = cloud.find(to, property, name);
    if (found) return found;
  }
  return undefined;
}

/** @throws CloudError if another resource still uses the resource. */
export function requireUnused(store: CloudStore, resource: CloudResource): void {
  const simulated = simulatedType(resource.type);
  const users = [
    ...store
      .everything()
      .filter((other) => refersTo(other, resource, "refuse") && !refersTo(other, resource, "follow")),
  ].map(({ type, id }) => `${type} ${id}`);
  const interfaces = store.interfaces().filter(({ subnetIds, securityGroupIds }) => {
    if (resource.type === subnet) return subnetIds.includes(resource.id);
    return resource.type === securityGroup && securityGroupIds.includes(resource.id);
  });
  const [first, ...rest] = [...users, ...interfaces.map(({ owner }) => owner)];
  if (first !== undefined) {
    const more = rest.length > 0 ? ` and ${rest.length} more` : "";
    throw refusal(simulated.inUse, "ResourceInUse", `{id} is in use`, resource.id, ` (used by ${first}${more})`);
  }
  const further = simulated.refuseDelete?.(resource, store);
  if (further) throw further;
}

/** Returns the resources that are deleted together with a resource, which is the first of them. */
export function withDependents(store: CloudStore, resource: CloudResource): CloudResource[] {
  const deleted = [resource];
  for (const one of deleted) {
    for (const other of store.everything()) {
      if (!deleted.includes(other) && refersTo(other, one, "follow")) deleted.push(other);
    }
  }
  return deleted;
}

/** Whether one resource refers to another by a reference with this `onDeletion`. */
function refersTo(user: CloudResource, used: CloudResource, onDeletion: Reference["onDeletion"]): boolean {
  if (user.type === used.type && user.id === used.id) return false;
  const references = typeTable[user.type]?.references ?? [];
  const things = [used, ...(typeTable[used.type]?.provides?.(used) ?? [])];
  return references.some((reference) => {
    if (reference.onDeletion !== onDeletion) return false;
    const named = things.filter(({ type }) => type === reference.to);
    if (named.length === 0) return false;
    const names = namesIn(reference, user.outputs);
    return named.some(({ id, outputs }) =>
      (reference.by ?? ["id"]).some((by) => names.some((name) => name === (by === "id" ? id : outputs[by]))),
    );
  });
}

/** Returns the names of other resources in inputs. */
export function namesIn({ from }: Reference, inputs: JsonObject): readonly string[] {
  const names = typeof from === "string" ? valuesAt(inputs, from.split(".")).flat() : from(inputs);
  return names.filter((name) => typeof name === "string").filter((name) => name !== "");
}

/** Returns AWS's error for a refusal, or `code` and `text` if the type has no error of its own. */
export function refusal(known: Refusal | undefined, code: string, text: string, id: string, note = ""): CloudError {
  return new CloudError(known?.code ?? code, (known?.text ?? text).replaceAll("{id}", id) + note);
}
