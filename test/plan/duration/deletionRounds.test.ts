import { describe, expect, it } from "vitest";
import { deletionRounds } from "../../../plan/duration/deletionRounds";

interface Links {
  readonly dependsOn?: readonly string[];
  readonly parent?: string;
  readonly deletedWith?: string;
}

function gone(urn: string, { dependsOn = [], parent, deletedWith }: Links = {}) {
  const options = { deletedWith: deletedWith ?? null };
  const custom = !urn.startsWith("component");
  return { urn, custom, dependsOn, propertyDependencies: {}, provider: null, parent: parent ?? null, options };
}

const times: Readonly<Record<string, number>> = { nodes: 300, cluster: 200, chart: 30, database: 320, bucket: 2 };
const secondsOf = ({ urn }: { urn: string }) => times[urn] ?? 10;

function rounds(resources: ReturnType<typeof gone>[], parallel = 100): string[] {
  return deletionRounds(resources, secondsOf, parallel).map(
    ({ urn, seconds, waits }) => `${urn} ${seconds}${waits > 0 ? `, after ${waits}` : ""}`,
  );
}

describe("the deletions of an up", () => {
  it("run in rounds, dependents first", () => {
    const nodes = gone("nodes", { dependsOn: ["cluster"] });
    const chart = gone("chart", { dependsOn: ["nodes"] });
    expect(rounds([gone("cluster"), nodes, chart])).toEqual(["chart 30", "nodes 300", "cluster 200"]);
  });

  it("wait for the longest deletion of the round before, although nothing depends on it", () => {
    const chart = gone("chart", { dependsOn: ["cluster"] });
    const database = gone("database", { dependsOn: ["bucket"] });
    expect(rounds([gone("cluster"), chart, gone("bucket"), database])).toEqual(["database 320", "cluster 200"]);
  });

  it("take place before those of the parent, and of the resource with which they are deleted", () => {
    const component = gone("component", { dependsOn: ["cluster"] });
    const nodes = gone("nodes", { parent: "component" });
    expect(rounds([gone("cluster"), component, nodes])).toEqual(["nodes 300", "cluster 200"]);
    expect(rounds([gone("cluster"), gone("chart", { deletedWith: "cluster" })])).toEqual(["chart 30", "cluster 200"]);
  });

  it("wait for a free worker within a round", () => {
    expect(rounds([gone("cluster"), gone("nodes"), gone("database")], 2)).toEqual(["database 320, after 200"]);
  });

  it("are none without resources, and end on a cycle", () => {
    expect(rounds([])).toEqual([]);
    const cycle = [gone("cluster", { dependsOn: ["nodes"] }), gone("nodes", { dependsOn: ["cluster"] })];
    expect(rounds(cycle).length).toBeGreaterThan(0);
  });
});
