import { compareText } from "./json";

/** Maximum number of characters of a list or an object on one line. */
const lineWidth = 120;

/**
 * Formats a value as JSON. Keys are sorted, so equal values have equal text. A short list or object is on one line, a
 * long one has a line for each element, so line-based diffs are readable. Lines are not indented: indentation makes the
 * plan of a large stack 10 % longer.
 *
 * @param value The data. Undefined properties are omitted, as in `JSON.stringify`.
 */
export function jsonText(value: object): string {
  return `${textOf(value)}\n`;
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return bracketed(value.map(textOf), "[", "]");
  const properties = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => compareText(one, other))
    .map(([key, item]) => `${JSON.stringify(key)}: ${textOf(item)}`);
  return bracketed(properties, "{", "}");
}

function bracketed(items: readonly string[], open: string, close: string): string {
  const length = items.reduce((sum, item) => sum + item.length + ", ".length, 0);
  const isShort = length <= lineWidth && !items.some((item) => item.includes("\n"));
  return isShort ? `${open}${items.join(", ")}${close}` : `${open}\n${items.join(",\n")}\n${close}`;
}
