/** Text as Markdown shows it literally: no markup, no HTML, no mention of anybody. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]#|<>~@&$!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value in code type. GitHub reads `\|` as a bar inside a table, in code too, so that the caller says where it is. */
export function code(text: string, inTable = true): string {
  const line = text.replace(/\s+/g, " ").trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const padding = line.startsWith("`") || line.endsWith("`") || line === "" ? " " : "";
  return `${fence}${padding}${inTable ? line.replaceAll("|", "\\|") : line}${padding}${fence}`;
}

/** Lines within a number of bytes. What does not fit is counted, never dropped in silence. */
export function limited(lines: readonly string[], bytes: number, leftOut: (count: number) => string): string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const line of lines) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return kept.length === lines.length ? kept : [...kept, leftOut(lines.length - kept.length)];
}

/** A part that opens. Markdown inside needs the empty lines. */
export function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["<details>", `<summary>${title}</summary>`, "", ...lines, "", "</details>", ""];
}

export function table(headings: readonly string[], rows: readonly string[]): string[] {
  const aligned = headings.map((heading) => (heading.endsWith(":") ? "---:" : "---"));
  return [
    `| ${headings.map((heading) => heading.replace(/:$/, "")).join(" | ")} |`,
    `| ${aligned.join(" | ")} |`,
    ...rows,
  ];
}

export function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
