import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

const texts = ["minLength", "maxLength", "pattern", "enum", "format"];
const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"];

/** What CloudFormation's schema says of a text. A value that AWS reads as another kind is held to being one. */
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

/** A pattern in JavaScript's dialect, and the only format that is more than AWS's name for an id. */
function readable({ pattern, format, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    ...(typeof pattern === "string" && { pattern: javascriptPattern(pattern) }),
    ...(format === "ipv4-network" && { format }),
  };
}

/** @throws Error where a pattern is none in JavaScript, with what it was. */
export function javascriptPattern(pattern: string): string {
  // Python and Java end a text by `\Z`, and allow a backslash before any sign.
  const written = pattern.replace(/\\[Zz]/g, "$").replace(/\\([:_@=%,#!"'&;<>~` ])/g, "$1");
  for (const candidate of [written, written.replace(/\\-/g, "\\x2d")]) {
    try {
      new RegExp(candidate, "u");
      return candidate;
    } catch {}
  }
  throw new Error(`not a pattern of JavaScript: ${pattern}`);
}

function anyCase(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** Whether a schema leaves anything to be checked. */
export function says(schema: Json): boolean {
  return isJsonObject(schema) && Object.keys(schema).length > 0;
}
