import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

const texts = ["minLength", "maxLength", "pattern", "enum", "format"];
const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"];

/** Returns the constraints of a text. A text that AWS parses as another type must have the format of that type. */
export function textConstraints(schema: JsonObject): JsonObject {
  switch (schema.type) {
    case "boolean":
      return { enum: ["true", "false"] };
    case "integer":
    case "number":
      return { pattern: "^-?[0-9]+(\\.[0-9]+)?$" };
  }
  const { enumCaseInsensitive: words } = schema;
  const caseless = Array.isArray(words) ? { pattern: `^(${words.map(String).map(anyCase).join("|")})$` } : {};
  return { ...caseless, ...readable(pick(schema, texts)) };
}

export function numberConstraints(schema: JsonObject): JsonObject {
  const whole = schema.type === "integer" ? { multipleOf: 1 } : {};
  return { ...whole, ...pick(schema, numbers) };
}

export function listConstraints(schema: JsonObject): JsonObject {
  const { uniqueItems, ...counts } = pick(schema, ["minItems", "maxItems", "uniqueItems"]);
  return uniqueItems === true ? { ...counts, uniqueItems } : counts;
}

function pick(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)));
}

/** Returns the schema with its pattern in JavaScript's dialect. Formats that only name kinds of AWS ids are removed. */
function readable({ pattern, format, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    ...(typeof pattern === "string" && { pattern: javascriptPattern(pattern) }),
    ...(format === "ipv4-network" && { format }),
  };
}

/** @throws Error with the pattern if it is not valid in JavaScript. */
export function javascriptPattern(pattern: string): string {
  // Python and Java match the end of a text with `\Z`, and allow a backslash before any character.
  const written = pattern.replace(/\\[Zz]/g, "$").replace(/\\([:_@=%,#!"'&;<>~` ])/g, "$1");
  for (const candidate of [written, written.replace(/\\-/g, "\\x2d")]) {
    try {
      new RegExp(candidate, "u");
      return candidate;
    } catch {}
  }
  throw new Error(`the pattern is not valid in JavaScript: ${pattern}`);
}

function anyCase(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** Returns whether a schema has any constraints. */
export function hasConstraints(schema: Json): boolean {
  return isJsonObject(schema) && Object.keys(schema).length > 0;
}
