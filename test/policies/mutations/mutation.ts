import type { Registration } from "../../../core/graph/registration";
import { compareText, isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import type { RuleContext } from "../../../policies/context";
import type { environments } from "../../support/plan";

/** The planned stacks: one per environment, and one with every optional part. */
export type Stack = (typeof environments)[number] | "everything";

/** One resource of a plan. */
export interface Target {
  readonly type: string;
  /** Its logical name, with or without the platform's prefix, or a pattern for it. */
  readonly name: string | RegExp;
}

export type Change = (one: Registration) => Registration;
export type Mutate = (plan: readonly Registration[]) => readonly Registration[];

/** A defect that is added to a plan, and the message of the one rule that reports it. */
export type Mutation = {
  readonly rule: string;
  readonly defect: string;
  /** The resource that violates the rule. */
  readonly target: Target;
  readonly message: string | readonly string[];
  /** @default fail */
  readonly status?: "fail" | "deferred";
  /** Further resources that violate the rule with the same message. @default - none */
  readonly also?: readonly Target[];
  /** Stacks that contain the resource. @default - all */
  readonly stacks?: readonly Stack[];
  /** Stacks in which the rule accepts the defect. @default - none */
  readonly harmlessIn?: readonly Stack[];
  /** Other rules whose deferred verdicts the mutation removes, because it replaces an unknown value. @default - none */
  readonly settles?: readonly string[];
  /** A change that is applied first and violates no rule. @default - none */
  readonly preparation?: Mutate;
  /** Context values that differ from the stack's. @default - none */
  readonly context?: Partial<RuleContext>;
} & ({ readonly change: Change } | { readonly mutate: Mutate });

/** A step into a value: a field, an index, or the list item with these fields. Text with JSON is parsed. */
type Step = string | number | Readonly<Record<string, string>>;

/** @throws Error if the plan has no such resource, or several. */
export function find(plan: readonly Registration[], { type, name }: Target): Registration {
  const found = plan.filter((one) => one.type === type && isNamed(one, name));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`the plan must have one ${type} ${name}, but has ${found.length}`);
  return only;
}

export function has(plan: readonly Registration[], { type, name }: Target): boolean {
  return plan.some((one) => one.type === type && isNamed(one, name));
}

function isNamed({ name, urn }: Registration, wanted: string | RegExp): boolean {
  if (typeof wanted !== "string") return wanted.test(name);
  return name === wanted || name === `mlops-${urn.split(/:+/)[2]}-${wanted}`;
}

export function on(target: Target, ...changes: readonly Change[]): Mutate {
  return (plan) => {
    const old = find(plan, target);
    return plan.map((one) => (one === old ? both(...changes)(one) : one));
  };
}

export function drop(target: Target): Mutate {
  return (plan) => {
    const old = find(plan, target);
    return plan.filter((one) => one !== old);
  };
}

/** Adds a copy of a resource with another type, name and inputs. */
export function add(type: string, name: string, like: Target, inputs: (others: JsonObject) => JsonObject): Mutate {
  return (plan) => {
    const other = find(plan, like);
    const urn = other.urn.replace(/[^:$]+:[^:]+:[^:]+::[^:]+$/, `${type}::${name}`);
    return [...plan, { ...other, urn, type, name, inputs: inputs(structuredClone(other.inputs)) }];
  };
}

export function both(...changes: readonly Change[]): Change {
  return (one) => changes.reduce((so, change) => change(so), one);
}

/** Sets an input or a part of one. */
export function set(path: readonly Step[], value: Json): Change {
  return edited(path, () => value);
}

/** Removes an existing input or a part of one. */
export function unset(path: readonly Step[]): Change {
  return edited(path, (old) => {
    if (old === undefined) throw new Error(`${path.map(String).join(".")} is not set`);
    return undefined;
  });
}

/** Appends an item to a list. */
export function append(path: readonly Step[], item: Json): Change {
  return edited(path, (old) => [...(Array.isArray(old) ? old : []), item]);
}

export function options(changes: Partial<Registration["options"]>): Change {
  return (one) => ({ ...one, options: { ...one.options, ...changes } });
}

/** Replaces a part of the resource names in one input. */
export function renamed(input: string, from: string, to: string): Change {
  return (one) => ({
    ...one,
    inputs: { ...one.inputs, [input]: JSON.parse(JSON.stringify(one.inputs[input]).replaceAll(from, to)) as Json },
    propertyDependencies: {
      ...one.propertyDependencies,
      [input]: (one.propertyDependencies[input] ?? []).map((urn) => urn.replace(from, to)),
    },
  });
}

type Edit = (old: Json | undefined) => Json | undefined;

function edited(path: readonly Step[], edit: Edit): Change {
  return (one) => {
    const inputs = within(structuredClone(one.inputs), path, edit);
    return isJsonObject(inputs) ? { ...one, inputs } : one;
  };
}

function within(holder: Json | undefined, [step, ...rest]: readonly Step[], edit: Edit): Json | undefined {
  if (step === undefined) return edit(holder);
  if (typeof holder === "string") return JSON.stringify(within(JSON.parse(holder), [step, ...rest], edit));
  if (Array.isArray(holder)) {
    const index = holder.findIndex((item, at) => at === step || (typeof step === "object" && isLike(item, step)));
    if (index < 0) throw new Error(`the list has no item ${JSON.stringify(step)}`);
    const inner = within(holder[index], rest, edit);
    return holder.flatMap((item, at) => (at === index ? (inner ?? []) : [item]));
  }
  if (!isJsonObject(holder) || typeof step !== "string")
    throw new Error(`the value has no field ${JSON.stringify(step)}`);
  const inner = within(holder[step], rest, edit);
  // A recorded plan has sorted keys.
  const others = Object.entries(holder).filter(([key]) => key !== step);
  const entries: [string, Json][] = inner === undefined ? others : [...others, [step, inner]];
  return Object.fromEntries(entries.sort(([one], [other]) => compareText(one, other)));
}

function isLike(item: Json, fields: Readonly<Record<string, string>>): boolean {
  return isJsonObject(item) && Object.entries(fields).every(([key, value]) => item[key] === value);
}
