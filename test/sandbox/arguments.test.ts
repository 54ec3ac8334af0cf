import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sandboxArguments } from "../../sandbox/arguments";

const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-arguments-"));
const read = (...argv: string[]) => sandboxArguments(argv, folder);

describe("sandboxArguments", () => {
  it("reads a command and its options", () => {
    expect(read("up", "--stack", "prod", "--charts", ".", "--policy-pack", ".", "--policy-pack", folder)).toEqual({
      command: "up",
      stack: "prod",
      charts: folder,
      crds: undefined,
      policyPacks: [folder, folder],
      erase: false,
    });
  });

  it("plays dev, with stand-ins, where nothing else is said", () => {
    expect(read("preview")).toMatchObject({ stack: "dev", charts: undefined, crds: undefined, policyPacks: [] });
  });

  it.each([[[]], [["--help"]], [["up", "--help"]]])("explains itself for %j", (argv) => {
    expect(read(...argv)).toBeUndefined();
  });

  it.each([
    [["--stack", "dev"], "there is no command\n  fix: write one of up, preview, refresh, destroy, status, stop, env"],
    [
      ["prevew"],
      'there is no command "prevew"\n  fix: did you mean preview? Otherwise use one of up, preview, refresh, destroy, status, stop, env',
    ],
    [["launch"], 'there is no command "launch"\n  fix: use one of up, preview, refresh, destroy, status, stop, env'],
    [["up", "destroy"], "one command at a time, not also destroy\n  fix: leave it out"],
    [
      ["up", "--stack", "../x"],
      '--stack is "../x", which no stack can be called\n  fix: use the NAME of a Pulumi.NAME.yaml',
    ],
    [["up", "--charts", "nowhere"], '--charts is "nowhere", and there is no such path\n  fix: name one that exists'],
    [["up", "--crds", ""], '--crds is "", and there is no such path\n  fix: name one that exists'],
    [["up", "--erase"], "--erase belongs to stop, not to up\n  fix: leave it out"],
  ])("refuses %j", (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  it("refuses options that do not exist", () => {
    expect(() => read("up", "--verbose")).toThrow(/--verbose[\s\S]*fix: see npm run sandbox -- --help/);
  });
});
