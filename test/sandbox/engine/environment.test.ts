import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { asExports } from "../../../sandbox/engine/environment";

describe("asExports", () => {
  it("quotes values so that a shell reads them unchanged", () => {
    const value = `it's $HOME "quoted" \`x\` \\ and\nmore`;
    const script = `${asExports({ MLOPS_SANDBOX_ROLE: value })}printf %s "$MLOPS_SANDBOX_ROLE"`;
    expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(value);
  });
});
