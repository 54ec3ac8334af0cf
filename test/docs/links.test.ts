import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/plan";
import { anchorsOf, linksOf } from "./markdown";
import { filesBelow, pages, read } from "./pages";

/**
 * Code and settings that name pages in comments and messages. Tests are left out: they name pages that do not exist.
 */
const sources = [
  "index.ts",
  ...["core", "components", "policies", "plan", "sandbox", "generate"].flatMap((folder) => filesBelow(folder, ".ts")),
  ...readdirSync(root).filter((file) => /^Pulumi\..*yaml$/.test(file)),
];

/** Not tested: that URLs on the Internet exist. */
describe("links", () => {
  it.each(pages)("of %s lead to files and headings that exist", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("to pages from code and settings lead to files and headings that exist", () => {
    const named = sources.flatMap((source) =>
      [...read(source).matchAll(/(?<![\w/.-])(?:docs\/[\w/-]+\.md|CONTRIBUTING\.md)(?:#[\w-]+)?/g)].map(
        ([link]) => [source, link] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, link]) => !resolves("README.md", link))).toEqual([]);
  });

  it("reach every page from docs/README.md", () => {
    const reached = new Set<string>();
    const visit = (page: string) => {
      if (reached.has(page)) return;
      reached.add(page);
      for (const target of linksOf(read(page)).map((link) => targetOf(page, link).file)) {
        if (pages.includes(target)) visit(target);
      }
    };
    visit("docs/README.md");
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });
});

function brokenLinks(page: string): string[] {
  return linksOf(read(page)).filter((link) => !/^(https?|mailto):/.test(link) && !resolves(page, link));
}

function resolves(page: string, link: string): boolean {
  const { file, anchor } = targetOf(page, link);
  if (!existsSync(path.join(root, file))) return false;
  return anchor === undefined || (file.endsWith(".md") && anchorsOf(read(file)).has(anchor));
}

function targetOf(page: string, link: string): { file: string; anchor: string | undefined } {
  const [target = "", anchor] = link.split("#");
  return { file: target === "" ? page : path.join(path.dirname(page), target), anchor };
}
