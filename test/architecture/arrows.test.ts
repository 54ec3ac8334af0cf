import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/plan";

/**
 * Which folder may import which, types included. What this does not prove: that a file lies in the folder where somebody
 * looks for it.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  components: ["core"],
  policies: ["core", "components"],
  plan: ["core", "components", "policies"],
  // Of the plan its recorder alone.
  sandbox: ["core", "components", "plan/recorder"],
  teams: ["components"],
};

/** An import, from file to file below the project's folder. */
interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Comments show how the program is loaded. */
const comment = /\/\*\*[\s\S]*?\*\//g;
const statement = /^(?:import|export)\s[^;]*?from\s+"(\.{1,2}\/[^"]+)";/gms;
const call = /\b(?:import|require)\("(\.{1,2}\/[^"]+)"\)/g;

const arrows: readonly Arrow[] = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && !file.startsWith("test/") && existsSync(path.join(root, file)))
  .flatMap((from) => {
    const text = readFileSync(path.join(root, from), "utf8").replace(comment, "");
    return [...text.matchAll(statement), ...text.matchAll(call)].map(([, to = ""]) => ({
      from,
      to: path.posix.join(path.posix.dirname(from), to),
    }));
  });

const within = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);

/** The folder of `components/` that a file lies in, or undefined for the files beside them. */
function room(file: string): string | undefined {
  const [top, folder, ...rest] = file.split("/");
  return top === "components" && rest.length > 0 ? folder : undefined;
}

describe("imports", () => {
  it("are found", () => {
    expect(arrows.length).toBeGreaterThan(1000);
    expect(arrows).toContainEqual({ from: "plan/cli.ts", to: "plan/recorder/record" });
  });

  it.each(Object.entries(allowed))("of %s lead to %j alone", (folder, others) => {
    const astray = arrows.filter(
      ({ from, to }) => within(from, folder) && ![folder, ...others].some((one) => within(to, one)),
    );
    expect(astray.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("never lead both ways between two folders of components", () => {
    const pairs = new Set(
      arrows.flatMap(({ from, to }) => {
        const [one, other] = [room(from), room(to)];
        return one === undefined || other === undefined || one === other ? [] : [`${one} <-> ${other}`];
      }),
    );
    const mutual = [...pairs].filter((pair) => pairs.has(pair.split(" <-> ").reverse().join(" <-> ")));
    expect(mutual).toEqual(exceptions);
  });
});

/** Folders of components that still import each other: the list only shrinks. */
const exceptions: readonly string[] = [
  "compute <-> settings",
  "compute <-> tenancy",
  "data <-> settings",
  "settings <-> compute",
  "settings <-> data",
  "settings <-> tenancy",
  "tenancy <-> compute",
  "tenancy <-> settings",
];
