import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/plan";

/**
 * Allowed imports between folders, including types. Not tested: that a file is in the right folder.
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

/** Groups of places that all lead to one another. */
function circles(all: readonly Arrow[]): string[] {
  const next = new Map<string, Arrow[]>();
  for (const arrow of all) next.set(arrow.from, [...(next.get(arrow.from) ?? []), arrow]);
  const reachable = (start: string) => {
    const reached = new Set<string>();
    const open = [start];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      for (const { to } of next.get(place) ?? []) {
        if (reached.has(to)) continue;
        reached.add(to);
        open.push(to);
      }
    }
    return reached;
  };
  const reach = new Map([...next.keys()].map((place) => [place, reachable(place)]));
  const mutual = [...reach]
    .filter(([place, reached]) => reached.has(place))
    .map(([place, reached]) => [...reached].filter((other) => reach.get(other)?.has(place)).sort());
  return [...new Set(mutual.map((group) => group.join(" <-> ")))].sort();
}

describe("imports", () => {
  it("are found", () => {
    expect(arrows.length).toBeGreaterThan(1000);
    expect(arrows).toContainEqual({ from: "plan/cli.ts", to: "plan/recorder/record" });
  });

  it.each(Object.entries(allowed))("of %s lead only to %j", (folder, others) => {
    const astray = arrows.filter(
      ({ from, to }) => within(from, folder) && ![folder, ...others].some((one) => within(to, one)),
    );
    expect(astray.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it("of a service's facts lead only to core and to data of the service", () => {
    const from = new Map<string, string[]>();
    for (const arrow of arrows) from.set(arrow.from, [...(from.get(arrow.from) ?? []), arrow.to]);
    const facts = [...from.keys()].filter((file) => /^components\/(?!services\/).*\/facts\.ts$/.test(file));
    expect(facts.length).toBeGreaterThan(15);
    const astray = facts.flatMap((file) => {
      const [, folder = ""] = file.split("/");
      const read = (place: string): string[] =>
        (from.get(`${place}.ts`) ?? []).flatMap((to) => {
          if (within(to, "core")) return [];
          return within(to, `components/${folder}`) ? read(to) : [`${file}: ${place} -> ${to}`];
        });
      // Stand-ins are loaded in the sandbox alone.
      return read(file.replace(/\.ts$/, "")).filter((line) => !line.includes("tandIn"));
    });
    expect(astray).toEqual([]);
  });

  it("never lead in a circle from file to file", () => {
    const files = new Set(arrows.map(({ from }) => from));
    const between = arrows.map(({ from, to }) => ({ from, to: files.has(to) ? to : `${to}.ts` }));
    expect(circles(between)).toEqual([]);
  });

  it("never lead in a circle between folders of components", () => {
    const between = arrows.flatMap(({ from: file, to: other }) => {
      const [from, to] = [room(file), room(other)];
      return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
    });
    expect(between.length).toBeGreaterThan(100);
    expect(circles(between)).toEqual([]);
  });
});

describe("circles", () => {
  it("are paths that end at their start", () => {
    const chain = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ];
    expect(circles(chain)).toEqual([]);
    expect(circles([...chain, { from: "c", to: "b" }])).toEqual(["b <-> c"]);
    expect(circles([...chain, { from: "c", to: "a" }, { from: "d", to: "a" }])).toEqual(["a <-> b <-> c"]);
  });
});
