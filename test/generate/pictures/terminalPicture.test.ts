import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { terminalPicture } from "../../../generate/pictures/terminalPicture";

const paint = createColors(true);
const size = { columns: 20, lines: 4 };

/** The lines of text below the title, without their positions. */
function linesOf(picture: string): string[] {
  return [...picture.matchAll(/<text x="16" y="\d+">(.*)<\/text>/g)].map(([, line = ""]) => line);
}

describe("the picture of a terminal", () => {
  it("shows text with its colors", () => {
    const output = `${paint.bold("name")}  rest\n${paint.red("broken")} and ${paint.dim("quiet")}\n`;
    expect(linesOf(terminalPicture("run", output, size))).toEqual([
      '<tspan style="font-weight:bold">name</tspan>  rest',
      '<tspan style="fill:#ff7b72">broken</tspan> and <tspan style="fill:#8b949e">quiet</tspan>',
    ]);
  });

  it("cuts lines at the last column, not counting colors", () => {
    const output = `${paint.green("12345678901234567890")}\n${paint.green("1234567890")}12345678901`;
    expect(linesOf(terminalPicture("run", output, size))).toEqual([
      '<tspan style="fill:#7ee787">12345678901234567890</tspan>',
      '<tspan style="fill:#7ee787">1234567890</tspan>123456789…',
    ]);
  });

  it("cuts lines that do not fit, and is as high as its lines", () => {
    const picture = terminalPicture("run", "1\n2\n3\n4\n5\n", size);
    expect(linesOf(picture)).toEqual(["1", "2", "3", "…"]);
    expect(picture).toContain('width="188" height="118"');
  });

  it("escapes special characters of XML", () => {
    const picture = terminalPicture('plan "x"', "a < b && c > d\n", size);
    expect(linesOf(picture)).toEqual(["a &lt; b &amp;&amp; c &gt; d"]);
    expect(picture).toContain('aria-label="Output of plan &quot;x&quot;"');
  });
});
