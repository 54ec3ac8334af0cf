import type { Finding, Plain } from "./rule";
import type { Subject } from "./subject";

/**
 * Readers of inputs. Rules read inputs before a provider has validated them: a value of an unexpected type counts as
 * not set, and no rule throws because of it. Reading a hidden value throws `HiddenInput`.
 */

/** Returns the inputs of a related resource. @typeParam Args Arguments of the resource's class. */
export function inputsOf<Args>(subject: Subject): Plain<Args> {
  return subject.knownInputs as Plain<Args>;
}

/** Returns the findings on the objects of a list. */
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

/** Returns a field of a value, or undefined if the value is not an object. */
export function fieldOf(holder: unknown, field: string): unknown {
  return isObject(holder) ? Reflect.get(holder, field) : undefined;
}

/** Whether a field is set, without reading it. An unknown value counts as set. */
export function isSet(holder: unknown, field: string): boolean {
  const property = isObject(holder) ? Object.getOwnPropertyDescriptor(holder, field) : undefined;
  return property !== undefined && (property.get !== undefined || ![undefined, null, ""].includes(property.value));
}

/**
 * Whether a field names a customer-managed key: any key except those that AWS creates. An unknown key counts as one.
 */
export function hasOwnKey(holder: unknown, field: string): boolean {
  if (!isSet(holder, field)) return false;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, field)?.value;
  return typeof value !== "string" || !value.includes("alias/aws/");
}

/** Whether a value is true. Some inputs hold booleans as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text and its path. */
export interface Entry {
  readonly at: string;
  readonly text: string;
}

/** Returns the texts of a value that is one text or a list of texts. */
export function textsIn(value: unknown, at: string): readonly Entry[] {
  return listed(value, at).flatMap(({ at, item }) => (typeof item === "string" ? [{ at, text: item }] : []));
}

/** Returns the items of a value that is one item or a list of items. */
export function listed(value: unknown, at: string): readonly { readonly at: string; readonly item: unknown }[] {
  if (!Array.isArray(value)) return [{ at, item: value }];
  return value.map((item: unknown, index) => ({ at: `${at}[${index}]`, item }));
}
