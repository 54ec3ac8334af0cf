import type * as pulumi from "@pulumi/pulumi";
import { reportAfterProgram } from "../../core/errors/afterProgram";
import type { JsonObject } from "../../core/json/json";
import { textOf } from "../../core/json/reading";
import type { ObjectName } from "../../core/kubernetes/kind";
import { formatPath, type Issue } from "../../core/schema/issue";
import { plural } from "../../core/text/plural";
import { createdObjects } from "../services/kinds";
import type { Team } from "../tenancy/team";

/** A workload that owns objects. */
interface Owner {
  /** Its class and its logical name: `TrainingJob "mnist"`. */
  readonly title: string;
  /** Name of its objects. */
  readonly objectName: string;
  readonly team: Team;
  /** Parent of the component. @default - the stack */
  readonly parent: pulumi.Resource | undefined;
}

/** Names in the namespace of each team, with the workloads that use them. */
const namespaces = new WeakMap<Team, Map<string, Owner>>();

/** At most so many objects are listed in an error. */
const maximumListed = 3;

/**
 * Returns a transformation that registers the names of a workload's objects, and of the objects that controllers create
 * for them. If another workload of the team uses one of the names, the program fails after it has run.
 */
export function uniqueObjects(owner: Owner): pulumi.ResourceTransformation {
  const shared = new Map<Owner, string[]>();
  return ({ type, props }) => {
    for (const object of objectsOf(type, props)) {
      const other = firstOwner(object, owner);
      if (other === owner || isDeclaredTwice(owner, other)) continue;
      if (shared.size === 0) reportAfterProgram(() => report(owner, shared));
      shared.set(other, [...(shared.get(other) ?? []), `${object.kind} ${object.name}`]);
    }
    return undefined;
  };
}

/** Two components with one URN: the plan and Pulumi's engine report them as such. */
function isDeclaredTwice(one: Owner, other: Owner): boolean {
  return one.title === other.title && one.parent === other.parent;
}

function firstOwner({ group, kind, name }: ObjectName, owner: Owner): Owner {
  const names = namespaces.get(owner.team) ?? new Map<string, Owner>();
  namespaces.set(owner.team, names);
  const key = `${group}/${kind}/${name}`;
  const first = names.get(key) ?? owner;
  names.set(key, first);
  return first;
}

/**
 * Returns the object of a resource and those that controllers create for it. A name that is an output is not known yet.
 */
function objectsOf(type: string, inputs: JsonObject): ObjectName[] {
  const [provider, groupVersion = "", kind = ""] = type.split(":");
  const name = textOf(inputs.metadata, "name");
  if (provider !== "kubernetes" || name === undefined) return [];
  const group = groupVersion.replace(/\/.*$/, "").replace(/^core$/, "");
  return [{ group, kind, name }, ...createdObjects(group, kind, inputs)];
}

function report(owner: Owner, shared: ReadonlyMap<Owner, readonly string[]>) {
  const issues = [...shared].map(([{ title, team }, objects]): Issue => {
    const listed = objects.slice(0, maximumListed).join(", ");
    const more = objects.length > maximumListed ? ` and ${plural(objects.length - maximumListed, "more object")}` : "";
    return {
      path: ["name"],
      value: owner.objectName,
      message: `must be unique in namespace ${team.team}: ${title} also creates ${listed}${more}`,
      fix: "pass another name to one of the two workloads",
    };
  });
  return { source: owner.title, issues, formatPath };
}
