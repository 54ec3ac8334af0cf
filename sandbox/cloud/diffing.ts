import { type Difference, differences, pathText } from "../../core/changes/differences";
import { replacementRule, replaces } from "../../core/changes/replaces";
import { outputShapes } from "../../core/graph/outputShapes";
import { isJsonObject, type Json, type JsonObject, sortKeys } from "../../core/json/json";
import { objectOf, textsOf } from "../../core/json/reading";
import type { Account, SimulatedType } from "./resourceType";
import { simulatedType } from "./types/table";
import { defaultsKey, plainObject, unknownValue } from "./wireValues";

/** What differs, the way that the engine wants it told. */
export interface ResourceDiff {
  readonly changes: readonly Change[];
  readonly deleteBeforeReplace: boolean;
}

export interface Change {
  readonly path: string;
  /** First part of the path. */
  readonly property: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
  /** Whether an input differs, or only what the cloud has. */
  readonly input: boolean;
}

export interface DiffRequest {
  readonly type: string;
  /** State: all properties. */
  readonly olds: JsonObject;
  readonly oldInputs: JsonObject;
  readonly news: JsonObject;
  readonly account: Account;
}

/** Compares what the program says with what there is. */
export function diffResource({ type, olds, oldInputs, news, account }: DiffRequest): ResourceDiff {
  const simulated = simulatedType(type);
  const state = plainObject(olds);
  const before = asDocuments(plainObject(oldInputs));
  const after = asDocuments(plainObject(news));
  const found = differences(...comparable(type, before, after, asDocuments(state))).map((difference) =>
    change(type, difference),
  );
  const tags = tagDifference(type, state, after, account);
  const changes = tags ? [...found, tags] : found;
  return {
    changes,
    deleteBeforeReplace: changes.some((one) => one.replaces) && waits(simulated, before, news, after),
  };
}

/** The tags that a resource will have: the provider's, then its own. */
export function allTags({ defaultTags }: Account, inputs: JsonObject): JsonObject {
  const { tags } = inputs;
  return { ...defaultTags, ...objectOf(tags) };
}

/** Whether a type bears tags, as the provider's own types say. */
export function isTaggable(type: string): boolean {
  const shape = outputShapes[type];
  return shape !== undefined && typeof shape === "object" && "tagsAll" in shape;
}

/**
 * What need not be compared is taken out: inputs that the program no longer gives and whose value AWS keeps, those whose
 * absence means the same, and those that it gives for the first time as they are already.
 */
function comparable(type: string, before: JsonObject, after: JsonObject, state: JsonObject): [JsonObject, JsonObject] {
  const kept = replacementRule(type)?.optionalComputed ?? [];
  const dropped = Object.keys(before).filter(
    (key) => after[key] === undefined && (kept.includes(key) || isNothing(before[key])),
  );
  const adopted = Object.keys(after).filter(
    (key) => before[key] === undefined && (isNothing(after[key]) || sameJson(after[key], state[key])),
  );
  return [without(before, [defaultsKey, ...dropped]), without(after, [defaultsKey, ...adopted])];
}

function change(type: string, difference: Difference): Change {
  const { path, before, after } = difference;
  return {
    path: pathText(path),
    property: String(path[0]),
    kind: before === undefined ? "add" : after === undefined ? "delete" : "update",
    replaces: isReplacement(type, difference),
    input: true,
  };
}

/** Where the table cannot tell by the path alone, this one judges by the values. */
function isReplacement(type: string, difference: Difference): boolean {
  const verdict = replaces(compared(type), [difference]);
  if (verdict !== "unknown") return verdict === "yes";
  const rule = replacementRule(type);
  const path = difference.path.filter((segment) => typeof segment === "string").join(".");
  const below = (other: string) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`);
  if (rule?.replaceOn?.some(below)) return true;
  if (rule?.unread?.some(below)) return false;
  const judge = Object.entries(sometimes[type] ?? {}).find(([property]) => below(property))?.[1];
  // What nobody has judged is taken at its worst.
  return rule?.replaceSometimes === undefined ? judge?.(difference) === true : (judge?.(difference) ?? true);
}

type Judge = (difference: Pick<Difference, "before" | "after">) => boolean;

const never: Judge = () => false;
/** A block that comes is set in place; one that goes or changes is not. */
const unlessAdded: Judge = ({ before }) => before !== undefined;
/** A peer of another kind makes another rule. */
const ifKindChanges: Judge = ({ before, after }) => before === undefined || after === undefined;
const peers = { cidrIpv4: ifKindChanges, cidrIpv6: ifKindChanges, prefixListId: ifKindChanges };
const ruleJudges = { ...peers, referencedSecurityGroupId: ifKindChanges };

const sometimes: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  "aws:ec2/vpc:Vpc": { instanceTenancy: ({ before, after }) => !(before === "dedicated" && after === "default") },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ruleJudges,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ruleJudges,
  "aws:eks/cluster:Cluster": { encryptionConfig: unlessAdded, "vpcConfig.controlPlaneEgressMode": never },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    engine: ({ before, after }) => !(before === "redis" && after === "valkey"),
    engineVersion: ({ before, after }) => Number.parseFloat(String(after)) < Number.parseFloat(String(before)),
    nodeGroupConfigurations: never,
    transitEncryptionEnabled: never,
  },
  // No table of the plan has this type.
  "aws:autoscaling/tag:Tag": { autoscalingGroupName: () => true, "tag.key": () => true },
};

/** A default tag is nowhere in the inputs: its change shows in what the cloud has. */
function tagDifference(type: string, state: JsonObject, after: JsonObject, account: Account): Change | undefined {
  if (!isTaggable(type) || JSON.stringify(after.tags ?? null).includes(unknownValue)) return undefined;
  if (sameJson(objectOf(state, "tagsAll"), allTags(account, after))) return undefined;
  return { path: "tagsAll", property: "tagsAll", kind: "update", replaces: false, input: false };
}

/** A fixed name is taken until the old resource is gone. */
function waits(simulated: SimulatedType, before: JsonObject, news: JsonObject, after: JsonObject): boolean {
  if (simulated.deleteBeforeReplace) return true;
  if (!simulated.name) return false;
  const property = simulated.name.property ?? "name";
  const automatic = textsOf(news, defaultsKey).includes(property);
  return !automatic && after[property] !== undefined && after[property] === before[property];
}

/** A resource without options. */
function compared(type: string) {
  const options = { protect: false, retainOnDelete: false, ignoreChanges: [], replaceOnChanges: [], aliases: [] };
  return { type, options: { ...options, deletedWith: null, customTimeouts: {} } };
}

/** JSON inside text in one form: AWS and programs order its keys differently. */
function asDocuments(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asDocument(inner)]));
}

function asDocument(value: Json): Json {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return JSON.stringify(sortKeys(parsed));
  } catch {
    return value;
  }
}

function isNothing(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === "" || value === 0;
}

function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(sortKeys(one ?? null)) === JSON.stringify(sortKeys(other ?? null));
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
