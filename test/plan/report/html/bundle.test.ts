import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../../../plan/report/html/bundle";

describe("the script of the page", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "mlops-bundle-"));
    const files = {
      main: 'import { add } from "./add";\nimport { log } from "./log";\nlog("main " + add(1, 2));\n',
      add: 'import { log } from "./log";\nlog("add");\nexport function add(a: number, b: number): number { return a + b; }\n',
      log: 'import type { Text } from "./types";\nlog("log");\nexport function log(text: Text): void { lines.push(text); }\n',
      types: "export type Text = string;\n",
      unused: 'throw new Error("nothing imports it");\n',
    };
    for (const [name, code] of Object.entries(files)) writeFileSync(path.join(folder, `${name}.ts`), code);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs each imported module once, before the module that imports it", () => {
    const lines: string[] = [];
    runInNewContext(bundle(folder, "main"), { lines });
    expect(lines).toEqual(["log", "add", "main 3"]);
  });

  it("has neither types nor modules that nothing imports", () => {
    const script = bundle(folder, "main");
    expect(script).not.toContain("Text");
    expect(script).not.toContain("nothing imports it");
  });
});
