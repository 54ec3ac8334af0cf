import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { planDifferences, type Replacement } from "./planDifferences";

const usage = `npm run yardstick -- [BEFORE] [AFTER]

Compares the plans of two commits and lists unintended differences, for refactorings.

  BEFORE  the earlier commit (the value of "since" in bench/yardstick/renames.json)
  AFTER   the later commit (the working tree)

List names that you changed on purpose in bench/yardstick/renames.json.

exit status: 0 the plans are equal, 1 they are not
`;

const root = path.resolve(__dirname, "../..");
const stacks = ["dev", "staging", "prod", "everything"] as const;
/** Possible paths of the stack that turns on all optional parts. */
const everything = ["test/fixtures/stacks/Pulumi.everything.yaml", "generate/everything.yaml"];

function main(argv: readonly string[]): number {
  if (argv.includes("--help")) {
    process.stdout.write(usage);
    return 0;
  }
  const renames: { since: string; replacements: Replacement[] } = JSON.parse(
    readFileSync(path.join(__dirname, "renames.json"), "utf8"),
  );
  const [before = renames.since, after] = argv;
  const [earlier, later] = [plansOf(before), plansOf(after)];
  let count = 0;
  for (const stack of stacks) {
    const found = planDifferences(earlier[stack], later[stack], renames.replacements);
    count += found.length;
    process.stdout.write(`${stack}: ${found.length === 0 ? "equal" : `${found.length} differences`}\n`);
    for (const line of found) process.stdout.write(`  ${line}\n`);
  }
  return count === 0 ? 0 : 1;
}

/** Returns the plans by stack of a commit, or of the working tree, with the currently installed dependencies. */
function plansOf(commit: string | undefined): Record<(typeof stacks)[number], string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-yardstick-"));
  const checkout = path.join(folder, "checkout");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  try {
    git("worktree", "add", "--detach", checkout, commit ?? "HEAD");
    // Tracked files with their changes, and new files.
    if (commit === undefined) copyWorkingTree(checkout);
    symlinkSync(path.join(root, "node_modules"), path.join(checkout, "node_modules"));
    const own = everything.map((file) => path.join(checkout, file)).find((file) => existsSync(file));
    if (own !== undefined) copyFileSync(own, path.join(checkout, "Pulumi.everything.yaml"));
    const plan = (stack: string) => {
      const file = path.join(folder, `${stack}.json`);
      const command = ["run", "--silent", "plan", "--", "--stack", stack, "--json", file, "--quiet"];
      execFileSync("npm", command, { cwd: checkout, stdio: ["ignore", "ignore", "inherit"] });
      return readFileSync(file, "utf8");
    };
    return { dev: plan("dev"), staging: plan("staging"), prod: plan("prod"), everything: plan("everything") };
  } finally {
    git("worktree", "remove", "--force", checkout);
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyWorkingTree(checkout: string): void {
  const list = (...args: string[]) =>
    execFileSync("git", ["ls-files", "-z", ...args], { cwd: root, encoding: "utf8" })
      .split("\0")
      .filter(Boolean);
  for (const file of list("--cached")) rmSync(path.join(checkout, file), { force: true });
  for (const file of new Set([...list("--cached"), ...list("--others", "--exclude-standard")])) {
    const from = path.join(root, file);
    if (!existsSync(from)) continue;
    mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
    copyFileSync(from, path.join(checkout, file));
  }
}

process.exitCode = main(process.argv.slice(2));
