import { compareText } from "./json";

/** Characters of a line within which a list or an object stays on one. */
const lineWidth = 120;

/**
 * JSON as text that is equal for equal values and whose differences are read by line: keys in order, and one line for
 * what is short. Fully indented, the plan of a large stack would be a third longer.
 *
 * @param value Data. As in `JSON.stringify`, a property that is undefined is left out.
 */
export function jsonText(value: object): string {
  return `${textOf(value, "")}\n`;
}

function textOf(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    return bracketed(
      value.map((item) => textOf(item, inner)),
      ["[", "]"],
      indent,
    );
  }
  const properties = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => compareText(one, other))
    .map(([key, item]) => `${JSON.stringify(key)}: ${textOf(item, inner)}`);
  return bracketed(properties, ["{", "}"], indent);
}

function bracketed(items: readonly string[], [open, close]: readonly [string, string], indent: string): string {
  const length = items.reduce((sum, item) => sum + item.length + ", ".length, indent.length);
  const isShort = length <= lineWidth && !items.some((item) => item.includes("\n"));
  if (isShort) return `${open}${items.join(", ")}${close}`;
  return `${open}\n${items.map((item) => `${indent} ${item}`).join(",\n")}\n${indent}${close}`;
}
