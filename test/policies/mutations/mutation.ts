import type { Registration } from "../../../core/graph/registration";
import { compareText, isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import type { RuleContext } from "../../../policies/context";
import type { environments } from "../../support/plan";

/** What is planned: the environments, and a stack with every optional part. */
export type Stack = (typeof environments)[number] | "everything";

/** One resource of a plan. */
export interface Target {
  readonly type: string;
  /** Its logical name, by itself or after the platform's; or what fits it. */
  readonly name: string | RegExp;
}

export type Change = (one: Registration) => Registration;
export type Mutate = (plan: readonly Registration[]) => readonly Registration[];

/** One thing of a plan that is broken, and what exactly one rule says of it. */
export type Mutation = {
  readonly rule: string;
  readonly breaks: string;
  /** What the rule complains of. */
  readonly of: Target;
  readonly says: string | readonly string[];
  /** @default fail */
  readonly status?: "fail" | "deferred";
  /** What else it breaks, of which the rule says the same. @default - nothing */
  readonly also?: readonly Target[];
  /** Where there is what is broken. @default - everywhere */
  readonly stacks?: readonly Stack[];
  /** Where the rule lets it pass. @default - nowhere */
  readonly harmlessIn?: readonly Stack[];
  /** Other rules that waited for a value that the mutation has put another in place of. @default - none */
  readonly settles?: readonly string[];
  /** What the plan gets first, and no rule minds. @default - nothing */
  readonly given?: Mutate;
  /** Settings of the mutation's own. @default - the stack's */
  readonly context?: Partial<RuleContext>;
} & ({ readonly change: Change } | { readonly elsewhere: Mutate });

/** A step into a value: a field, an index, or the item of a list that has such a field. Text that is JSON is gone into. */
type Step = string | number | Readonly<Record<string, string>>;

/** @throws where the plan has no such resource, or several. */
export function find(plan: readonly Registration[], { type, name }: Target): Registration {
  const found = plan.filter((one) => one.type === type && isNamed(one, name));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources are ${type} ${name}`);
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

/** One more resource: like another, with other inputs. */
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

/** Sets an input, or part of one, within what is there. */
export function set(path: readonly Step[], value: Json): Change {
  return edited(path, () => value);
}

/** Takes away an input, or part of one, that is there. */
export function unset(path: readonly Step[]): Change {
  return edited(path, (old) => {
    if (old === undefined) throw new Error(`nothing is at ${path.map(String).join(".")}`);
    return undefined;
  });
}

/** Puts an item at the end of a list. */
export function append(path: readonly Step[], item: Json): Change {
  return edited(path, (old) => [...(Array.isArray(old) ? old : []), item]);
}

export function options(changes: Partial<Registration["options"]>): Change {
  return (one) => ({ ...one, options: { ...one.options, ...changes } });
}

/** Names other resources in one input, whose names differ by one part. */
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
    if (index < 0) throw new Error(`no item is ${JSON.stringify(step)}`);
    const inner = within(holder[index], rest, edit);
    return holder.flatMap((item, at) => (at === index ? (inner ?? []) : [item]));
  }
  if (!isJsonObject(holder) || typeof step !== "string") throw new Error(`nothing holds ${JSON.stringify(step)}`);
  const inner = within(holder[step], rest, edit);
  // In the order of a recorded plan, which has keys sorted.
  const others = Object.entries(holder).filter(([key]) => key !== step);
  const entries: [string, Json][] = inner === undefined ? others : [...others, [step, inner]];
  return Object.fromEntries(entries.sort(([one], [other]) => compareText(one, other)));
}

function isLike(item: Json, fields: Readonly<Record<string, string>>): boolean {
  return isJsonObject(item) && Object.entries(fields).every(([key, value]) => item[key] === value);
}
