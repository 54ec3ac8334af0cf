/** Escapes text so that Markdown shows it literally: no markup, no HTML, no mentions of users. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]#|<>~@&$!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value as inline code. Inside a table, GitHub reads `\|` as a bar in code too, so the caller states where it is. */
export function code(text: string, inTable = true): string {
  const line = text.replace(/\s+/g, " ").trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const padding = line.startsWith("`") || line.endsWith("`") || line === "" ? " " : "";
  return `${fence}${padding}${inTable ? line.replaceAll("|", "\\|") : line}${padding}${fence}`;
}

/** Limits lines to a number of bytes. A last line counts the omitted ones. */
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

/** A folded part. Markdown inside it needs the empty lines. */
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
