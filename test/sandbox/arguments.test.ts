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

  it("uses the stack dev and stand-ins by default", () => {
    expect(read("preview")).toMatchObject({ stack: "dev", charts: undefined, crds: undefined, policyPacks: [] });
  });

  it.each([[[]], [["--help"]], [["up", "--help"]]])("prints the usage for %j", (argv) => {
    expect(read(...argv)).toBeUndefined();
  });

  it.each([
    [["--stack", "dev"], "a command is missing\n  fix: use one of up, preview, refresh, destroy, status, stop, env"],
    [
      ["prevew"],
      'the command "prevew" does not exist\n  fix: did you mean preview? Otherwise use one of up, preview, refresh, destroy, status, stop, env',
    ],
    [
      ["launch"],
      'the command "launch" does not exist\n  fix: use one of up, preview, refresh, destroy, status, stop, env',
    ],
    [["up", "destroy"], "only one command is allowed, not also destroy\n  fix: remove it"],
    [
      ["up", "--stack", "../x"],
      '--stack is "../x", which is not a valid name of a stack\n  fix: use the NAME of a Pulumi.NAME.yaml',
    ],
    [["up", "--charts", "nowhere"], '--charts must be an existing path, not "nowhere"\n  fix: use a path that exists'],
    [["up", "--crds", ""], '--crds must be an existing path, not ""\n  fix: use a path that exists'],
    [["up", "--erase"], "--erase is only allowed with stop, not with up\n  fix: remove it"],
  ])("refuses %j", (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  it("rejects options that do not exist", () => {
    expect(() => read("up", "--verbose")).toThrow(/--verbose[\s\S]*fix: see npm run sandbox -- --help/);
  });
});
