import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** Readers of inputs: what is absent, unknown still, or of another form is empty or undefined. */

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textsOf(value: Json | undefined): string[] {
  return listOf(value).filter((inner) => typeof inner === "string");
}

export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

const suffixes: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as Kubernetes writes it: `8`, `"8"`, `"500m"`, `"200Gi"`. */
export function quantityOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  const [, digits, suffix = ""] = typeof value === "string" ? (/^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(value) ?? []) : [];
  const factor = suffixes[suffix];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
