import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Returns a page of the project with a new text of a section, which is between the comments `generated: NAME` and
 * `end of NAME`. The rest is not changed.
 *
 * @throws Error if the page has no such section.
 */
export function withSection(root: string, page: string, name: string, content: string): string {
  const text = readFileSync(path.join(root, page), "utf8");
  const [start, end] = [`<!-- generated: ${name}, by npm run generate -->\n`, `<!-- end of ${name} -->`];
  const [before, rest] = splitAt(text, start);
  const [, after] = splitAt(rest ?? "", end);
  if (rest === undefined || after === undefined) {
    throw new Error(`${page} has no section ${name}: write ${start.trim()} and ${end} where it belongs`);
  }
  return `${before}${start}\n${content.trim()}\n\n${end}${after}`;
}

function splitAt(text: string, mark: string): [before: string, after: string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}
