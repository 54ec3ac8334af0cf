import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../../sandbox/ports";
import { outputOf } from "../../sandbox/processes/processExit";
import { root } from "../support/plan";
import { environmentOrSkip } from "../support/python";

const page = readFileSync(path.join(root, "docs/workloads/tutorial.md"), "utf8");
const blocks = [...page.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block = ""]) => block);
// The tutorial creates its own environments; this one is missing where they could not be created either.
const environment = await environmentOrSkip(path.join(root, "workloads/drift/requirements.txt"));

describe.skipIf(!environment)("docs/workloads/tutorial.md", () => {
  it("leads from an empty folder to a retrained model, with the commands as they are written", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "tutorial-"));
    try {
      const [registry, server] = [await freePort(), await freePort()];
      // Other programs can have the ports of the page.
      const commands = blocks
        .join("\n")
        .replaceAll(":5000", `:${registry}`)
        .replaceAll("--port 5000", `--port ${registry}`)
        .replaceAll(":8080", `:${server}`)
        .replaceAll("PORT=8080", `PORT=${server}`);
      const script = `set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n${commands}`;
      writeFileSync(path.join(home, "tutorial.sh"), script);
      const python = path.dirname(environment?.program("python") ?? "");
      const child = spawn("bash", ["tutorial.sh"], {
        cwd: home,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, PATH: `${python}:${process.env.PATH}`, MLOPS: root, MLFLOW_DISABLE_TELEMETRY: "true" },
      });
      const { code, all } = await outputOf(child);
      expect(code, all.slice(-8_000)).toBe(0);
      expect(all).toContain("HTTP/1.1 200 OK");
      expect(all.match(/^decision: .*$/gm)).toEqual(["decision: none", "decision: retrain", "decision: none"]);
      expect(all.match(/^version: .*$/gm)).toEqual(["version: 1", "version: 1", "version: 2"]);
      expect(all).toMatch(/^reasons: \[.*ROC AUC/m);
      expect(all).toMatch(/^True$/m);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
