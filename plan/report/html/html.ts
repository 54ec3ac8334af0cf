import { constants, deflateRawSync } from "node:zlib";

/** Markup that is safe to embed. */
export class Html {
  constructor(readonly text: string) {}
}

export type Content = Html | string | number | undefined | readonly Content[];

/** Builds markup. Values are escaped unless they are `Html`. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(values[index - 1]) + string));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * JSON for a script block, compressed: workloads of one kind differ in little but names. Base64 has no
 * `<`, so nothing in it ends the block.
 */
export function compressed(value: object): Html {
  return new Html(deflateRawSync(JSON.stringify(value), { level: constants.Z_BEST_COMPRESSION }).toString("base64"));
}

function textOf(value: Content): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  return typeof value === "object" ? value.map(textOf).join("") : escapeHtml(String(value));
}
