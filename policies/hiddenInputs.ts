import { unknownsIn } from "../core/graph/tokens";
import { redacted } from "../core/graph/wire";
import { isJsonObject, type Json, type JsonObject } from "../core/json/json";

/**
 * What a rule cannot judge yet: a value that only the cloud knows, or a secret one. Who reads it is told, so that a rule
 * that never looks at it is judged all the same.
 */
export class HiddenInput extends Error {
  constructor(
    /** Where it stands: `spec.replicas`. */
    readonly at: string,
    readonly reason: "unknown" | "secret",
  ) {
    super(hiddenMessage(at, reason));
  }
}

export function hiddenMessage(at: string, reason: HiddenInput["reason"]): string {
  return `${at} is ${reason === "unknown" ? "not known yet" : "secret"}`;
}

/** Why a value is hidden, if it is. `whole` leaves text with an unknown part to who reads it. */
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

/** Whether a text has a part that is unknown. */
export function hasUnknown(value: string): boolean {
  return value.includes("[unknown:");
}

/** The same inputs, of which reading one that is hidden as a whole throws `HiddenInput`. */
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

/** What becomes of the leaves of a value. */
export interface Reading {
  readonly plain: (value: Json) => unknown;
  /** What is, or has a part that is, hidden: called when it is read. */
  readonly hidden: (value: Json, at: string) => unknown;
}

/** A copy whose hidden texts are looked at when they are read. Getters rather than a proxy: CEL knows plain objects alone. */
export function guardedObject(value: JsonObject, at: string, reading: Reading): object {
  const copy = {};
  const entries = Object.entries(value);
  const isHidden = (item: Json) => hiddenReason(item, false) !== undefined;
  // CEL's evaluator looks at the first field of what it joins, whatever the rule reads: that must be none that is hidden.
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
    // Three times as fast as defining it.
    Reflect.set(holder, key, guarded(value, at, reading));
  }
}
