import path from "node:path";
import { describe, expect, it } from "vitest";
import { errorReport } from "../../../core/errors/errorReport";
import { UserError } from "../../../core/errors/userError";

const root = process.cwd();

function withStack(error: Error, ...frames: string[]): Error {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

describe("errorReport", () => {
  it("has only the message of a user's mistake", () => {
    expect(errorReport(new UserError("a\n  fix: b"))).toEqual({ text: "a\n  fix: b", usersMistake: true });
    expect(errorReport("thrown text")).toEqual({ text: "thrown text", usersMistake: false });
  });

  it("has the places in the project, without those of libraries", () => {
    const error = withStack(
      new TypeError("nothing is there"),
      `vision (${path.join(root, "teams", "vision.ts")}:13:28)`,
      `Module._compile (${path.join(root, "node_modules", "pirates", "lib", "index.js")}:129:24)`,
      "Module.load (node:internal/modules/cjs/loader:1266:32)",
      `Object.<anonymous> (${path.join(root, "index.ts")}:14:18)`,
    );
    expect(errorReport(error)).toEqual({
      text: `TypeError: nothing is there\n    at vision (${path.join("teams", "vision.ts")}:13:28)\n    at Object.<anonymous> (index.ts:14:18)`,
      usersMistake: false,
    });
  });

  it("names file, line and column of a syntax error", () => {
    const file = path.join(root, "teams", "vision.ts");
    const error = withStack(
      new SyntaxError(`Error transforming ${file}: Unexpected token, expected "(" (15:10)`),
      `unexpected (${path.join(root, "node_modules", "sucrase", "dist", "util.js")}:99:15)`,
    );
    expect(errorReport(error).text).toBe(
      `SyntaxError: Error transforming ${path.join("teams", "vision.ts")}: Unexpected token, expected "(" (15:10)`,
    );
  });

  it("names a missing module and the file that imports it", () => {
    const error = withStack(
      new Error("Cannot find module '../x'\nRequire stack:\n- /a/teams/vision.ts\n- /a/index.ts"),
      `Object.<anonymous> (${path.join(root, "teams", "vision.ts")}:6:20)`,
    );
    expect(errorReport(error).text).toBe(
      `Error: Cannot find module '../x'\n    at Object.<anonymous> (${path.join("teams", "vision.ts")}:6:20)`,
    );
  });

  it("has the whole stack of an error without a place in the project", () => {
    const error = withStack(new Error("broken"), "Module.load (node:internal/modules/cjs/loader:1266:32)");
    expect(errorReport(error).text).toBe(error.stack);
  });
});
