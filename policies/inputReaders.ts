import type { Finding, Plain } from "./rule";
import type { Subject } from "./subject";

/**
 * Readers of inputs. Rules see inputs before any provider has: what has another form than its type says is read as
 * absent, and no rule throws over it. Reading a hidden value throws `HiddenInput` here as everywhere.
 */

/** The inputs of a resource that a rule joins. @typeParam Args Of its class. */
export function inputsOf<Args>(subject: Subject): Plain<Args> {
  return subject.knownInputs as Plain<Args>;
}

/** Findings on the objects of a list. */
export function each<Item>(
  list: readonly Item[] | undefined,
  find: (item: Item, index: number) => readonly Finding[],
): Finding[] {
  return itemsOf(list).flatMap((item, index) => (isObject(item) ? find(item, index) : []));
}

export function itemsOf<Item>(list: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(list) ? list : [];
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A field of what may be an object. */
export function fieldOf(holder: unknown, field: string): unknown {
  return isObject(holder) ? Reflect.get(holder, field) : undefined;
}

/** Whether a field says something, even if nobody knows yet what: it is not read. */
export function isSet(holder: unknown, field: string): boolean {
  const property = isObject(holder) ? Object.getOwnPropertyDescriptor(holder, field) : undefined;
  return property !== undefined && (property.get !== undefined || ![undefined, null, ""].includes(property.value));
}

/** Whether a field names a key of one's own: any but those that AWS makes for an account. Which one, nobody asks. */
export function hasOwnKey(holder: unknown, field: string): boolean {
  if (!isSet(holder, field)) return false;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, field)?.value;
  return typeof value !== "string" || !value.includes("alias/aws/");
}

/** Booleans that some inputs hold as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text, and where it stands. */
export interface Entry {
  readonly at: string;
  readonly text: string;
}

/** The texts of what is one text or a list of them. */
export function textsIn(value: unknown, at: string): readonly Entry[] {
  return listed(value, at).flatMap(({ at, item }) => (typeof item === "string" ? [{ at, text: item }] : []));
}

/** The items of what is one or a list of them. */
export function listed(value: unknown, at: string): readonly { readonly at: string; readonly item: unknown }[] {
  if (!Array.isArray(value)) return [{ at, item: value }];
  return value.map((item: unknown, index) => ({ at: `${at}[${index}]`, item }));
}
