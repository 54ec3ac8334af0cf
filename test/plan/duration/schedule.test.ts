import { describe, expect, it } from "vitest";
import { schedule } from "../../../plan/duration/schedule";

function node(urn: string, dependsOn: readonly string[] = [], more: { provider?: string; input?: string } = {}) {
  const propertyDependencies: Record<string, string[]> = more.input === undefined ? {} : { input: [more.input] };
  return { urn, custom: !urn.startsWith("component"), dependsOn, propertyDependencies, provider: more.provider };
}

const seconds: Readonly<Record<string, number>> = { network: 100, cluster: 600, nodes: 120, database: 900, chart: 60 };
const secondsOf = ({ urn }: { urn: string }) => seconds[urn] ?? 0;
const enough = 100;

/** `database 900`, or `database 900, after 40`. */
function chainOf(...given: Parameters<typeof schedule>): string[] {
  return schedule(...given).chain.map(
    ({ urn, seconds: lasts, waits }) => `${urn} ${lasts}${waits > 0 ? `, after ${waits}` : ""}`,
  );
}

describe("a schedule with enough workers", () => {
  it("is the chain that takes longest, over explicit dependencies, inputs and providers", () => {
    const resources = [
      node("network"),
      node("cluster", [], { input: "network" }),
      node("nodes", ["cluster"]),
      node("database", ["network"]),
      node("chart", ["nodes"], { provider: "provider" }),
      node("provider", [], { input: "cluster" }),
    ];
    expect(schedule(resources, secondsOf, enough)).toEqual({
      minutes: 17,
      parallel: enough,
      chain: [
        { urn: "network", seconds: 100, waits: 0 },
        { urn: "database", seconds: 900, waits: 0 },
      ],
    });
    const without = resources.filter(({ urn }) => urn !== "database");
    expect(chainOf(without, secondsOf, enough)).toEqual(["network 100", "cluster 600", "nodes 120", "chart 60"]);
  });

  it("runs resources without dependencies between them at the same time", () => {
    expect(schedule([node("cluster"), node("database")], secondsOf, enough).minutes).toBe(15);
  });

  it("passes through components and takes no time for them", () => {
    const resources = [node("cluster"), node("component", ["cluster"]), node("chart", ["component"])];
    expect(chainOf(resources, () => 60, enough)).toEqual(["cluster 60", "chart 60"]);
  });

  it("is empty without resources, and leaves out resources in a cycle", () => {
    expect(schedule([], secondsOf, enough)).toEqual({ minutes: 0, parallel: enough, chain: [] });
    const cycle = [node("cluster", ["nodes"]), node("nodes", ["cluster"]), node("network")];
    expect(chainOf(cycle, secondsOf, enough)).toEqual(["network 100"]);
  });
});

describe("a schedule with few workers", () => {
  const equal = ["a", "b", "c", "d", "e"].map((urn) => node(urn));

  it("runs as many operations at a time as there are workers", () => {
    const minutes = [1, 2, 4, 5].map((parallel) => schedule(equal, () => 60, parallel).minutes);
    expect(minutes).toEqual([5, 3, 2, 1]);
  });

  it("starts operations in the order in which they become ready, and states how long each waits", () => {
    // The first worker ends at 10. The chart is ready then, but both short ones were ready before.
    const resources = [node("first"), node("long"), node("short1"), node("short2"), node("chart", ["first"])];
    const times: Readonly<Record<string, number>> = { first: 10, long: 500, short1: 20, short2: 30, chart: 600 };
    const of = ({ urn }: { urn: string }) => times[urn] ?? 0;
    expect(chainOf(resources, of, 2)).toEqual(["first 10", "chart 600, after 50"]);
    expect(schedule(resources, of, 2).minutes).toBe(11);
  });

  it("takes no worker for what takes no time", () => {
    const resources = [node("busy"), node("component"), node("unchanged"), node("after", ["component", "unchanged"])];
    const of = ({ urn }: { urn: string }) => ({ busy: 60, after: 60 })[urn] ?? 0;
    expect(schedule(resources, of, 2).minutes).toBe(1);
    expect(schedule(resources, of, 1).minutes).toBe(2);
  });
});
