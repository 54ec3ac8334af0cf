import { describe, expect, it } from "vitest";
import { folded } from "../../../../../plan/report/html/picture/fold";
import type { EdgeKind, PictureEdge, PictureGroup, PictureNode } from "../../../../../plan/report/html/picture/picture";

const frame = (id: string, sort: PictureGroup["sort"], group?: string): PictureGroup => ({
  id,
  label: id,
  detail: "",
  group,
  urn: undefined,
  sort,
  subnets: [],
});
const node = (id: string, group: string, detail = ""): PictureNode => ({
  id,
  label: id,
  detail,
  topic: "kubernetes",
  group,
  urn: id,
  urns: [id],
});
const edge = (from: string, to: string, kind: EdgeKind = "requests", evidence = `${from} ${to}`): PictureEdge => ({
  from,
  to,
  kind,
  both: false,
  texts: [evidence],
  evidence: [evidence],
  members: [from, to],
});
const short = (edges: readonly PictureEdge[]) => edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`);

describe("a picture that is too large", () => {
  const groups = [frame("cluster", "cluster"), frame("team a", "team", "cluster")];

  it("counts workloads of one kind, and keeps the workloads of a rare kind", () => {
    const services = Array.from({ length: 240 }, (_, index) => node(`s${index}`, "team a", "ModelService"));
    const picture = folded({
      groups,
      nodes: [...services, node("train", "team a", "TrainingJob · gpu"), node("store", "")],
      edges: services.map(({ id }) => edge(id, "store", "artifacts")),
    });
    expect(picture.nodes.map(({ label }) => label)).toEqual(["train", "store", "240 × ModelService"]);
    expect(short(picture.edges)).toEqual(["team a ModelService store artifacts"]);
    expect(picture.edges[0]?.evidence).toHaveLength(240);
    expect(picture.nodes[2]?.urns).toHaveLength(240);
  });

  it("keeps eight workloads", () => {
    const nodes = Array.from({ length: 8 }, (_, index) => node(`s${index}`, "team a", "ModelService"));
    expect(folded({ groups, nodes, edges: [] }).nodes).toEqual(nodes);
  });

  it("turns more than eight teams into nodes of one frame", () => {
    const teams = Array.from({ length: 9 }, (_, index) => frame(`team ${index}`, "team", "cluster"));
    const picture = folded({
      groups: [frame("cluster", "cluster"), ...teams],
      nodes: [...teams.map(({ id }) => node(`job of ${id}`, id, "TrainingJob")), node("store", "")],
      edges: teams.map(({ id }) => edge(`job of ${id}`, "store", "artifacts")),
    });
    expect(picture.groups.map(({ id }) => id)).toEqual(["cluster", "teams"]);
    expect(
      picture.nodes
        .filter(({ group }) => group === "teams")
        .map(({ label }) => label)
        .at(-1),
    ).toBe("and 2 more");
    expect(short(picture.edges)).toEqual(["teams store artifacts"]);
  });
});

describe("edges of a frame", () => {
  const groups = [
    frame("cluster", "cluster"),
    frame("team a", "team", "cluster"),
    frame("services", "services", "cluster"),
  ];
  const nodes = ["one", "two", "three"].map((id) => node(id, "team a", "TrainingJob"));
  const outer = [node("store", ""), node("plane", ""), node("hub", "cluster"), node("keda", "services")];

  it("replace three edges of one kind, and not two", () => {
    const edges = ["one", "two"].map((id) => edge(id, "store", "artifacts"));
    expect(short(folded({ groups, nodes: [...nodes, ...outer], edges }).edges)).toEqual([
      "one store artifacts",
      "two store artifacts",
    ]);
    const three = folded({
      groups,
      nodes: [...nodes, ...outer],
      edges: [...edges, edge("three", "store", "artifacts")],
    });
    expect(short(three.edges)).toEqual(["team a store artifacts"]);
    expect(three.edges[0]?.members).toEqual(["team a", "store", "one", "three", "two"]);
  });

  it("absorb an edge of a node inside", () => {
    const picture = folded({
      groups,
      nodes: [...nodes, ...outer],
      edges: [edge("hub", "team a", "metrics"), edge("hub", "one", "metrics")],
    });
    expect(short(picture.edges)).toEqual(["hub team a metrics"]);
    expect(picture.edges[0]?.evidence).toEqual(["hub team a", "hub one"]);
  });

  it("begin at the cluster for requests of three of its parts", () => {
    const edges = [edge("one", "plane"), edge("hub", "plane"), edge("keda", "plane")];
    expect(short(folded({ groups, nodes: [...nodes, ...outer], edges }).edges)).toEqual(["cluster plane requests"]);
  });

  it("have arrows on both ends if both parts open connections", () => {
    const [only, ...more] = folded({
      groups,
      nodes: [...nodes, ...outer],
      edges: [edge("hub", "plane"), edge("plane", "hub")],
    }).edges;
    expect(only).toMatchObject({ both: true, evidence: ["hub plane", "plane hub"] });
    expect(more).toEqual([]);
  });
});
