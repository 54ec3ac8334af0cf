import { compareText } from "./json";

/** Characters of a line within which a list or an object stays on one. */
const lineWidth = 120;

/**
 * JSON as text that is equal for equal values and whose differences are read by line: keys in order, one line for what is
 * short, and a line for each part of what is long. Lines are not indented: the plan of a large stack would be a tenth longer.
 *
 * @param value Data. As in `JSON.stringify`, a property that is undefined is left out.
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
