import { unknownsIn } from "../core/graph/tokens";
import { redacted } from "../core/graph/wire";
import { isJsonObject, type Json, type JsonObject } from "../core/json/json";

/**
 * Thrown when a rule reads an input that is unknown until the cloud reports it, or secret. A rule that does not read
 * the input is not affected.
 */
export class HiddenInput extends Error {
  constructor(
    /** Path of the input, such as `spec.replicas`. */
    readonly at: string,
    readonly reason: "unknown" | "secret",
  ) {
    super(hiddenMessage(at, reason));
  }
}

export function hiddenMessage(at: string, reason: HiddenInput["reason"]): string {
  return `${at} is ${reason === "unknown" ? "not known yet" : "secret"}`;
}

/**
 * Returns why a value is hidden, or undefined if it is not.
 *
 * @param whole Whether only text that is unknown as a whole counts as hidden, not text with an unknown part.
 */
export function hiddenReason(value: Json, whole: boolean): HiddenInput["reason"] | undefined {
  if (typeof value !== "string") return undefined;
  if (value === redacted) return "secret";
  if (!hasUnknown(value)) return undefined;
  return !whole || isUnknown(value) ? "unknown" : undefined;
}

/** Whether a text is unknown as a whole. */
export function isUnknown(value: string): boolean {
  return value.startsWith("[unknown:") && value.indexOf("]") === value.length - 1 && unknownsIn(value).length === 1;
}

/** Whether a text has an unknown part. */
export function hasUnknown(value: string): boolean {
  return value.includes("[unknown:");
}

/** Returns a copy of the inputs in which reading a hidden value throws `HiddenInput`. */
export function guardInputs(inputs: JsonObject): object {
  return guardedObject(inputs, "", {
    plain: (value) => value,
    hidden: (value, at) => {
      const reason = hiddenReason(value, true);
      if (reason) throw new HiddenInput(at, reason);
      return value;
    },
  });
}

/** Functions that convert the leaves of a value. */
export interface Reading {
  readonly plain: (value: Json) => unknown;
  /** Called when a value that is hidden, or has a hidden part, is read. */
  readonly hidden: (value: Json, at: string) => unknown;
}

/** Returns a copy with getters for hidden texts. A proxy would not work, because CEL accepts only plain objects. */
export function guardedObject(value: JsonObject, at: string, reading: Reading): object {
  const copy = {};
  const entries = Object.entries(value);
  const isHidden = (item: Json) => hiddenReason(item, false) !== undefined;
  // CEL's evaluator reads the first field of every object that it joins, so hidden fields come last.
  for (const [key, item] of [
    ...entries.filter(([, one]) => !isHidden(one)),
    ...entries.filter(([, one]) => isHidden(one)),
  ])
    define(copy, key, item, at === "" ? key : `${at}.${key}`, reading);
  return copy;
}

function guarded(value: Json, at: string, reading: Reading): unknown {
  if (isJsonObject(value)) return guardedObject(value, at, reading);
  if (!Array.isArray(value)) return reading.plain(value);
  const copy: unknown[] = [];
  value.forEach((item, index) => {
    define(copy, String(index), item, `${at}[${index}]`, reading);
  });
  return copy;
}

function define(holder: object, key: string, value: Json, at: string, reading: Reading): void {
  if (hiddenReason(value, false) !== undefined) {
    Object.defineProperty(holder, key, { get: () => reading.hidden(value, at), enumerable: true, configurable: true });
  } else if (key === "__proto__") {
    const property = { value: guarded(value, at, reading), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(holder, key, property);
  } else {
    // Three times as fast as defineProperty.
    Reflect.set(holder, key, guarded(value, at, reading));
  }
}
