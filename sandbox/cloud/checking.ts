import { createHash, randomBytes } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { textsOf } from "../../core/json/reading";
import type { NameRule } from "./resourceType";
import { simulatedType } from "./types/table";
import { defaultsKey, isSecret, unknownValue } from "./wireValues";

/** The engine's request to check inputs. */
export interface CheckRequest {
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Current inputs. Empty for a new resource and for a replacement. */
  readonly olds: JsonObject;
  readonly news: JsonObject;
  /** The engine's seed for random values. It is the same when an update applies a saved plan. */
  readonly seed: Uint8Array;
}

/**
 * Returns the inputs with automatic names and defaults, as the provider does. `__defaults` lists the added inputs.
 *
 * @throws Error if an automatic name is too long, as the provider does.
 */
export function checkInputs({ type, name, olds, news, seed }: CheckRequest): JsonObject {
  const simulated = simulatedType(type);
  const inputs: JsonObject = Object.fromEntries(
    Object.entries(news)
      .filter(([key, value]) => key !== defaultsKey && value !== null)
      .map(([key, value]) => [key, documents.has(key) ? asDocument(value) : value]),
  );
  const filled: string[] = [];
  for (const [key, value] of Object.entries(simulated.defaults ?? {})) {
    if (inputs[key] !== undefined) continue;
    inputs[key] = value;
    filled.push(key);
  }
  const property = simulated.name ? (simulated.name.property ?? "name") : undefined;
  if (
    simulated.name &&
    property !== undefined &&
    inputs[property] === undefined &&
    inputs[`${property}Prefix`] === undefined
  ) {
    const earlier = textsOf(olds, defaultsKey).includes(property) ? olds[property] : undefined;
    inputs[property] = earlier ?? automaticName(type, simulated.name, name, seed);
    filled.push(property);
  }
  return { ...inputs, [defaultsKey]: filled };
}

/** Returns Pulumi's automatic name, `LOGICAL-NAME-1a2b3c4`. Long names are not shortened. */
function automaticName(type: string, rule: NameRule, name: string, seed: Uint8Array): string {
  const random = seed.length > 0 ? createHash("sha256").update(seed).digest("hex") : randomBytes(8).toString("hex");
  const base = `${rule.lower ? name.toLowerCase() : name}-`;
  const maximum = rule.maximum ?? 255;
  if (base.length + randomLength > maximum) {
    throw new Error(
      `could not make instance of '${type}': name '${base}' plus ${randomLength} random chars is longer than maximum length ${maximum}`,
    );
  }
  return `${rule.prefix ?? ""}${base}${random.slice(0, randomLength)}`;
}

const randomLength = 7;

/** Properties that a program may set to an object and that AWS receives as JSON text. */
const documents = new Set(["policy", "assumeRolePolicy"]);

/** Returns an object as JSON text. Secrets stay wrapped and unknown values stay unknown. */
function asDocument(value: Json): Json {
  if (!isJsonObject(value) || isSecret(value)) return value;
  const text = JSON.stringify(value);
  return text.includes(unknownValue) ? unknownValue : text;
}
