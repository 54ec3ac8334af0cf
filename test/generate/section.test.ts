import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSection } from "../../generate/section";

describe("a generated section of a page", () => {
  let root = "";

  beforeAll(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "mlops-section-test-"));
    const section = "<!-- generated: table, by npm run generate -->\nold\n<!-- end of table -->";
    writeFileSync(path.join(root, "page.md"), `# Page\n\n${section}\n\nBy hand.\n`);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it("replaces the old section, and does not change the rest", () => {
    expect(withSection(root, "page.md", "table", "| a |\n")).toBe(
      "# Page\n\n<!-- generated: table, by npm run generate -->\n\n| a |\n\n<!-- end of table -->\n\nBy hand.\n",
    );
  });

  it("must exist in the page", () => {
    expect(() => withSection(root, "page.md", "list", "x")).toThrow(
      "page.md has no section list: write <!-- generated: list, by npm run generate --> and <!-- end of list --> where it belongs",
    );
  });
});
