import { describe, expect, it } from "vitest";
import { criticalPath } from "../../../plan/duration/criticalPath";

function node(urn: string, dependsOn: readonly string[] = [], more: { provider?: string; input?: string } = {}) {
  const propertyDependencies: Record<string, string[]> = more.input === undefined ? {} : { input: [more.input] };
  return { urn, custom: !urn.startsWith("component"), dependsOn, propertyDependencies, provider: more.provider };
}

const seconds: Readonly<Record<string, number>> = { network: 100, cluster: 600, nodes: 120, database: 900, chart: 60 };
const secondsOf = ({ urn }: { urn: string }) => seconds[urn] ?? 0;

describe("criticalPath", () => {
  it("is the chain that takes longest, over explicit dependencies, inputs and providers", () => {
    const chain = [
      node("network"),
      node("cluster", [], { input: "network" }),
      node("nodes", ["cluster"]),
      node("database", ["network"]),
      node("chart", ["nodes"], { provider: "provider" }),
      node("provider", [], { input: "cluster" }),
    ];
    expect(criticalPath(chain, secondsOf)).toEqual({
      minutes: 17,
      chain: [
        { urn: "network", seconds: 100 },
        { urn: "database", seconds: 900 },
      ],
    });
    const without = chain.filter(({ urn }) => urn !== "database");
    expect(criticalPath(without, secondsOf)).toEqual({
      minutes: 15,
      chain: ["network", "cluster", "nodes", "chart"].map((urn) => ({ urn, seconds: secondsOf({ urn }) })),
    });
  });

  it("takes resources without dependencies between them as simultaneous", () => {
    expect(criticalPath([node("cluster"), node("database")], secondsOf)).toEqual({
      minutes: 15,
      chain: [{ urn: "database", seconds: 900 }],
    });
  });

  it("passes through components and takes no time for them", () => {
    const chain = [node("cluster"), node("component", ["cluster"]), node("chart", ["component"])];
    expect(criticalPath(chain, () => 60)).toEqual({
      minutes: 2,
      chain: [
        { urn: "cluster", seconds: 60 },
        { urn: "chart", seconds: 60 },
      ],
    });
  });

  it("is empty without resources, and ends on a cycle", () => {
    expect(criticalPath([], secondsOf)).toEqual({ minutes: 0, chain: [] });
    expect(criticalPath([node("cluster", ["nodes"]), node("nodes", ["cluster"])], secondsOf).minutes).toBe(12);
  });
});
