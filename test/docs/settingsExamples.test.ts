import { describe, expect, it } from "vitest";
import { settingsOf } from "../../components/settings/load";
import { isJsonObject, type Json } from "../../core/json/json";
import { project } from "../../core/stacks/project";
import { parseStackFile } from "../../core/stacks/stackFile";
import { ruleNames } from "../../policies/catalogue";
import { fixtureConfig } from "../fixtures/fixtures";
import { codeBlocks } from "./markdown";
import { pages, read } from "./pages";

const examples = pages.flatMap((page) =>
  codeBlocks(read(page), "yaml")
    .filter((text) => text.startsWith("config:"))
    .map((text) => ({ page, text })),
);

describe("examples of settings", () => {
  it.each(examples)("of $page can be written as they are: $text", ({ page, text }) => {
    const { config } = fixtureConfig("dev");
    const example = parseStackFile(page, text).config;
    const merged = { ...config, ...mapValues(example, (value, key) => withKeysOf(config[key], value)) };
    expect(() =>
      settingsOf({ project, stack: "dev", ruleNames: ruleNames(), config: merged, secretKeys: [] }),
    ).not.toThrow();
  });

  it("are on several pages", () => {
    expect(new Set(examples.map(({ page }) => page)).size).toBeGreaterThan(4);
  });
});

/** A section as a reader has it who adds the example's keys to it. */
function withKeysOf(section: string | undefined, example: string): string {
  const [before, added] = [section, example].map((text): Json => (text?.startsWith("{") ? JSON.parse(text) : null));
  return isJsonObject(before) && isJsonObject(added) ? JSON.stringify({ ...before, ...added }) : example;
}

function mapValues(map: Readonly<Record<string, string>>, change: (value: string, key: string) => string) {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
