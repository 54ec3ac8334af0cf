import { randomBytes } from "node:crypto";
import { creationTime, deletionTime, updateTime } from "../../core/aws/typicalTimes";
import { differences } from "../../core/changes/differences";
import { reasonOf } from "../../core/errors/usageError";
import { readableObject } from "../../core/graph/wire";
import type { JsonObject } from "../../core/json/json";
import { CloudError, InitializationError } from "./cloudError";
import type { ClusterEffects } from "./clusterEffects";
import { allTags, isTaggable } from "./diffing";
import type { Latency } from "./latency";
import { modelOf } from "./models/models";
import { violations } from "./models/violations";
import { nodeGroupOf, nodeGroupType } from "./nodeGroups";
import { refusal, requireReferences, requireUnused, withDependents } from "./references";
import { requireAcceptable } from "./refusedInputs";
import { requireUpdatable } from "./refusedUpdates";
import {
  changesMoreThanTags,
  factsOf,
  type Identity,
  keptInputs,
  previewState,
  stateOf,
  unknownWhereTouched,
  withoutDefaultsKey,
} from "./resourceProperties";
import type { CloudResource, ControlPlane, Facts } from "./resourceType";
import type { CloudStore } from "./store";
import { logGroup } from "./types/formats";
import { simulatedType, typeTable } from "./types/table";
import { defaultsKey, plainObject, restoreSecrets, unknownValue } from "./wireValues";

export interface AwsOptions {
  readonly store: CloudStore;
  readonly latency: Latency;
  readonly effects: ClusterEffects;
  readonly controlPlane: () => ControlPlane;
}

/** A resource in a provider's answer, with wrapped secrets. */
export interface CloudResult {
  readonly id: string;
  readonly outputs: JsonObject;
}

/** Result of a read. */
export interface ReadResult extends CloudResult {
  readonly inputs: JsonObject;
}

/**
 * The simulated AWS, with the behavior of Pulumi's AWS provider.
 *
 * A change is stored immediately. The answer follows after the time that AWS takes. If the caller is killed in between,
 * the change exists.
 */
export class SimulatedAws {
  constructor(private readonly options: AwsOptions) {}

  async create(type: string, urn: string, inputs: JsonObject): Promise<CloudResult> {
    const { latency } = this.options;
    const { seconds } = creationTime(type, plainObject(inputs));
    const identity = { ...newIdentity("", randomBytes(8).toString("hex")), readyAt: latency.endOf(seconds) };
    const { facts, outputs } = this.prepare(type, inputs, identity);
    this.requireFree(type, facts);
    this.save(type, urn, { ...identity, id: facts.id }, inputs, outputs);
    await latency.wait(seconds);
    await this.applyToNodes(type, facts.id, outputs, (effects, group) => effects.nodeGroupCreated(group));
    return { id: facts.id, outputs };
  }

  /** Returns the known outputs of a resource before its creation. */
  previewCreate(type: string, inputs: JsonObject): CloudResult {
    const identity = newIdentity("", "");
    return { id: "", outputs: previewState(type, inputs, this.facts(type, inputs, identity)) };
  }

  async update(type: string, id: string, newInputs: JsonObject): Promise<CloudResult> {
    const { latency } = this.options;
    const before = this.require(type, id);
    const inputs = keptInputs(type, before.inputs, newInputs);
    const revised = changesMoreThanTags(before.inputs, readableObject(inputs));
    const identity = {
      ...before,
      revision: before.revision + (revised ? 1 : 0),
      modifiedAt: new Date().toISOString(),
    };
    const { outputs } = this.prepare(type, inputs, identity, before);
    this.save(type, before.urn, identity, inputs, outputs, before);
    const changed = differences(before.inputs, readableObject(inputs)).map(({ path }) => String(path[0]));
    await latency.wait(updateTime(type, plainObject(inputs), changed).seconds);
    await this.applyToNodes(type, id, outputs, (effects, group) => effects.nodeGroupUpdated(group));
    return { id, outputs };
  }

  /** @param oldState Pulumi's state. */
  previewUpdate(type: string, id: string, oldState: JsonObject, newInputs: JsonObject): CloudResult {
    const before = this.options.store.get(type, id);
    if (!before) return { id, outputs: { ...oldState, ...withoutDefaultsKey(newInputs) } };
    const inputs = keptInputs(type, before.inputs, newInputs);
    const outputs = stateOf(type, inputs, this.facts(type, inputs, before));
    const revised = changesMoreThanTags(before.inputs, readableObject(inputs));
    const changing = revised ? (simulatedType(type).changingOutputs ?? []) : [];
    const unknown = Object.fromEntries(changing.map((key): [string, string] => [key, unknownValue]));
    return { id, outputs: { ...unknownWhereTouched(outputs), ...unknown } };
  }

  /** @returns undefined if the resource does not exist. */
  read(type: string, id: string, urn: string, state: JsonObject, inputs: JsonObject): ReadResult | undefined {
    const { store } = this.options;
    simulatedType(type);
    const resource = store.get(type, id);
    if (!resource) return undefined;
    // An import adopts resources that AWS created itself.
    if (resource.urn === "") store.put({ ...resource, urn });
    return {
      id,
      outputs: restoreSecrets(resource.outputs, state),
      inputs: { ...restoreSecrets(resource.inputs, inputs), [defaultsKey]: inputs[defaultsKey] ?? [] },
    };
  }

  /** Deleting a resource that does not exist is not an error. */
  async delete(type: string, id: string): Promise<void> {
    const { store, latency } = this.options;
    const simulated = simulatedType(type);
    if (!store.get(type, id)) return;
    const deleted = await latency.retry(simulated.deletionTimeoutSeconds ?? 0, () => {
      const resource = store.get(type, id);
      if (resource) requireUnused(store, resource);
      return resource;
    });
    if (!deleted) return;
    const left = simulated.leftoverOf?.(deleted);
    if (left) store.leave(left);
    await this.forget(deleted);
    await latency.wait(deletionTime(type, deleted.inputs).seconds);
  }

  /** Deletes a resource and its dependents without checks. */
  async forget(resource: CloudResource): Promise<void> {
    const { store, effects } = this.options;
    const deleted = withDependents(store, resource);
    // Nodes are deleted first. If that fails, the group still exists and can be deleted again.
    for (const group of deleted.filter(({ type }) => type === nodeGroupType)) {
      await effects.nodeGroupDeleted(nodeGroupOf(group, store));
    }
    for (const one of deleted) store.remove(one);
    this.createLogGroups();
  }

  /** Applies an external change to the cluster. */
  async follow(resource: CloudResource): Promise<void> {
    await this.applyToNodes(resource.type, resource.id, resource.outputs, (effects, group) =>
      effects.nodeGroupUpdated(group),
    );
  }

  private prepare(type: string, inputs: JsonObject, identity: Identity, before?: CloudResource) {
    const simulated = simulatedType(type);
    const early = this.facts(type, inputs, identity);
    const tags = isTaggable(type) && { tags: allTags(early.account, early.inputs) };
    requireValid(type, { ...early.inputs, ...nameInput(type, early.name), ...tags });
    requireReferences(type, early);
    if (before) requireUpdatable(type, before, early.inputs, this.options.store);
    const facts = before ? early : { ...early, id: simulated.id(early) };
    requireAcceptable(type, facts);
    const refused = simulated.validate?.(facts, before);
    if (refused) throw refused;
    return { facts, outputs: stateOf(type, inputs, facts) };
  }

  private requireFree(type: string, facts: Facts): void {
    const { store } = this.options;
    const simulated = simulatedType(type);
    if (simulated.put) return;
    const ownKey = simulated.key?.(facts) ?? "";
    const same = (other: CloudResource) => simulated.key?.(this.facts(type, other.inputs, other)) === ownKey;
    const taken = store.get(type, facts.id) !== undefined || (ownKey !== "" && store.all(type).some(same));
    if (taken) throw refusal(simulated.exists, "AlreadyExists", "{id} already exists", facts.name || facts.id);
  }

  private save(
    type: string,
    urn: string,
    identity: Identity,
    inputs: JsonObject,
    outputs: JsonObject,
    before?: CloudResource,
  ): void {
    const { id, seed, revision, createdAt, modifiedAt, readyAt } = identity;
    this.options.store.put({
      ...{ type, id, urn, seed, revision, createdAt, modifiedAt, readyAt },
      inputs: readableObject(withoutDefaultsKey(inputs)),
      outputs: readableObject(outputs),
      ...(before && { contents: before.contents, versions: before.versions }),
    });
    this.createLogGroups();
  }

  /** Creates missing log groups of AWS services, as AWS does while a service writes. */
  private createLogGroups(): void {
    const { store } = this.options;
    const names = store.everything().flatMap((resource) => typeTable[resource.type]?.writesLogs?.(resource) ?? []);
    for (const name of names.filter((one) => !store.get(logGroup, one))) {
      const identity = newIdentity(name, name);
      const inputs = { name };
      const outputs = stateOf(logGroup, inputs, { ...this.facts(logGroup, inputs, identity) });
      store.put({ type: logGroup, urn: "", ...identity, inputs, outputs: { ...outputs, tagsAll: {} } });
    }
  }

  private async applyToNodes(
    type: string,
    id: string,
    outputs: JsonObject,
    effect: (effects: ClusterEffects, group: ReturnType<typeof nodeGroupOf>) => Promise<void>,
  ): Promise<void> {
    const { store, effects } = this.options;
    const resource = type === nodeGroupType ? store.get(type, id) : undefined;
    if (!resource) return;
    try {
      await effect(effects, nodeGroupOf(resource, store));
    } catch (error) {
      const reason = reasonOf(error);
      throw new InitializationError(id, outputs, `NodeCreationFailure: ${reason}`);
    }
  }

  private require(type: string, id: string): CloudResource {
    const found = this.options.store.get(type, id);
    if (!found) throw refusal(simulatedType(type).missing, "NotFound", "{id} does not exist", id);
    return found;
  }

  private facts(type: string, inputs: JsonObject, identity: Identity): Facts {
    const { store, controlPlane } = this.options;
    return factsOf(type, inputs, identity, store, controlPlane);
  }
}

function newIdentity(id: string, seed: string): Identity {
  const now = new Date().toISOString();
  return { id, seed, revision: 0, createdAt: now, modifiedAt: now, readyAt: now };
}

/** Returns the name as an input. AWS receives the generated name, not the prefix. */
function nameInput(type: string, name: string): JsonObject {
  const rule = simulatedType(type).name;
  return rule === undefined || name === "" ? {} : { [rule.property ?? "name"]: name };
}

/** @throws CloudError if inputs violate AWS's public model of the type. */
function requireValid(type: string, inputs: JsonObject): void {
  const found = violations(type, inputs);
  if (found.length === 0) return;
  const errors = found.length === 1 ? "1 validation error" : `${found.length} validation errors`;
  throw new CloudError("ValidationException", `${errors} detected in ${modelOf(type)?.from}: ${found.join("; ")}`);
}
