import { expect, it } from "vitest";
import { anchorsOf, codeBlocks, linksOf } from "./markdown";

it("finds links and images, and leaves code out", () => {
  const page = [
    "See [one](one.md), ![a picture](images/two.png) and [`three`](three.md#a-part).",
    'Not `[four](four.md)`, but [five](<five.md> "titled").',
    "```ts",
    "const six = [1](six.md);",
    "```",
    "",
    "    [seven](seven.md)",
    "",
  ].join("\n");
  expect(linksOf(page)).toEqual(["one.md", "images/two.png", "three.md#a-part", "five.md"]);
});

it("makes anchors of headings as GitHub does", () => {
  const page = [
    "# At `pulumi preview` and `pulumi up`",
    "## What is proven, and what is not",
    "## KServe, Trainer",
    "## KServe, Trainer",
    "### [Teams](teams.md) & people",
    "```sh",
    "# no heading",
    "```",
    "",
  ].join("\n");
  expect([...anchorsOf(page)]).toEqual([
    "at-pulumi-preview-and-pulumi-up",
    "what-is-proven-and-what-is-not",
    "kserve-trainer",
    "kserve-trainer-1",
    "teams--people",
  ]);
});

it("finds code blocks of a language, also those in lists", () => {
  const page = [
    "```yaml",
    "a: 1",
    "```",
    "",
    "1. Do this:",
    "",
    "   ```yaml",
    "   b:",
    "     c: 2",
    "   ```",
    "",
    "```ts",
    "d();",
    "```",
    "",
  ];
  expect(codeBlocks(page.join("\n"), "yaml")).toEqual(["a: 1\n", "b:\n  c: 2\n"]);
  expect(codeBlocks(page.join("\n"), "ts")).toEqual(["d();\n"]);
});
