import { stripVTControlCharacters } from "node:util";

/** Size of the picture, in characters. */
export interface TerminalPictureSize {
  readonly columns: number;
  readonly lines: number;
}

/** In pixels. In common monospaced fonts, the width of a character is 0.6 of the font size. */
const fontSize = 13;
const characterWidth = fontSize * 0.6;
const lineHeight = 18;
const margin = 16;
const titleHeight = 30;

/** Colors of codes that picocolors writes; 1 is bold, 2 is dim. */
const foregrounds: Readonly<Record<string, string>> = {
  "2": "#8b949e",
  "31": "#ff7b72",
  "32": "#7ee787",
  "33": "#e3b341",
  "34": "#79c0ff",
  "35": "#d2a8ff",
  "36": "#76e3ea",
  "90": "#8b949e",
};

/**
 * Returns the output of a terminal as an SVG.
 *
 * @param command Command that the picture shows in its title.
 * @param output Text with ANSI colors. Text outside of the picture is cut and replaced by `…`.
 */
export function terminalPicture(command: string, output: string, { columns, lines }: TerminalPictureSize): string {
  const all = output.trimEnd().split("\n");
  const shown = all.length > lines ? [...all.slice(0, lines - 1), "…"] : all;
  const width = Math.ceil(2 * margin + columns * characterWidth);
  const height = titleHeight + margin + shown.length * lineHeight;
  const rows = shown.map((line, index) => {
    const y = titleHeight + fontSize + index * lineHeight;
    return `<text x="${margin}" y="${y}">${spans(line, columns)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Output of ${escaped(command)}">
<style>text{font:${fontSize}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#e6edf3;white-space:pre}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<text x="${margin}" y="21" style="fill:#8b949e">$ ${escaped(command)}</text>
${rows.join("\n")}
</svg>
`;
}

/** Returns a line as SVG spans, one for each style. The line is cut to the columns. */
function spans(line: string, columns: number): string {
  const tooLong = stripVTControlCharacters(line).length > columns;
  let room = tooLong ? columns - 1 : columns;
  let bold = false;
  let color: string | undefined;
  const written: string[] = [];
  for (const [index, part] of line.split("\u001b[").entries()) {
    const [, codes = "", after = ""] = index === 0 ? ["", "", part] : (/^([\d;]*)m(.*)$/s.exec(part) ?? []);
    for (const code of index === 0 ? [] : codes.split(";")) {
      if (code === "1") bold = true;
      else if (["0", "", "22"].includes(code)) [bold, color] = [false, undefined];
      else color = foregrounds[code];
    }
    const text = after.slice(0, room);
    room -= text.length;
    if (text === "") continue;
    const style = [bold ? "font-weight:bold" : "", color ? `fill:${color}` : ""].filter((one) => one !== "").join(";");
    written.push(style === "" ? escaped(text) : `<tspan style="${style}">${escaped(text)}</tspan>`);
  }
  return written.join("") + (tooLong ? "…" : "");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
