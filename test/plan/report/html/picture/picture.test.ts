import { beforeAll, describe, expect, it } from "vitest";
import { comparison } from "../../../../../plan/diff/compare";
import type { PlanDocument } from "../../../../../plan/document";
import { type PageModel, pageModel } from "../../../../../plan/report/html/pageModel";
import { pictureOf } from "../../../../../plan/report/html/picture/build";
import { changesOfParts } from "../../../../../plan/report/html/picture/changes";
import { layoutOf } from "../../../../../plan/report/html/picture/layout";
import { nameOfPart, type Picture } from "../../../../../plan/report/html/picture/picture";
import { documentOf, documentWith } from "../../../../support/documents";

describe("the picture of prod", () => {
  let document: PlanDocument;
  let model: PageModel;
  let picture: Picture;

  beforeAll(async () => {
    document = await documentOf("prod");
    model = pageModel(document, undefined);
    picture = pictureOf(model);
  });

  const inside = (frame: string) =>
    picture.nodes.filter(({ group }) => nameOfPart(picture, group) === frame).map(({ label }) => label);
  const edges = () =>
    picture.edges.map(
      ({ from, to, kind, both }) =>
        `${nameOfPart(picture, from)} ${both ? "↔" : "→"} ${nameOfPart(picture, to)}: ${kind}`,
    );
  const edge = (text: string) => {
    const found = picture.edges[edges().indexOf(text)];
    if (found === undefined) throw new Error(`no edge ${text} in ${edges().join("\n")}`);
    return found;
  };
  const names = (urns: readonly string[]) => urns.map((urn) => urn.split("::").at(-1));

  it("has parts in their subnets, by the subnets that they name", () => {
    expect(inside("intra subnets").sort()).toEqual(["VPC endpoints", "control-plane", "database"]);
    expect(inside("public subnets").sort()).toEqual(["Internet gateway", "NAT gateways"]);
    expect(inside("private subnets")).toEqual(["Load balancer"]);
    const tier = picture.groups.find(({ label }) => label === "intra subnets");
    expect(tier?.subnets.map(({ zone, block }) => `${zone} ${block}`)).toEqual([
      "us-west-2a 10.40.160.0/22",
      "us-west-2b 10.40.164.0/22",
      "us-west-2c 10.40.168.0/22",
    ]);
  });

  it("has a node for each pool, store and workload", () => {
    expect(inside("Node pools")).toContain("pool-gpu-h100");
    expect(inside("Regional services")).toEqual(expect.arrayContaining(["bucket-artifacts", "Secrets Manager"]));
    const workloads = model.roots.filter((root) => root !== model.platform).map(({ name }) => name);
    const drawn = picture.nodes.filter(({ group }) => group.startsWith("team ")).map(({ label }) => label);
    expect(drawn.sort()).toEqual([...workloads].sort());
  });

  it("contains every platform service once", () => {
    const services = [...inside("Platform services"), ...inside("Cluster")];
    expect(services).toEqual(
      expect.arrayContaining(["mlflow", "observability", "karpenter", "istio", "keda", "argo-cd"]),
    );
    expect(new Set(services).size).toBe(services.length);
  });

  it("derives requests from policies of both ends, routes and the load balancer", () => {
    expect(edges()).toEqual(
      expect.arrayContaining([
        "Clients → Load balancer: requests",
        "Load balancer → ingress-gateway: requests",
        "Team vision → mlflow: requests",
        "mlflow → database: requests",
        "Cluster → NAT gateways: requests",
      ]),
    );
    const toMlflow = edge("Team vision → mlflow: requests");
    expect(toMlflow.texts).toEqual(["port 5000"]);
    expect(names(toMlflow.evidence)).toEqual(["mlops-prod-mlflow-network", "mlops-prod-teams-vision-network-mlflow"]);
    const routed = model.custom.find(({ type }) => type.endsWith(":HTTPRoute"));
    expect(picture.edges.some(({ evidence }) => evidence.includes(routed?.urn ?? ""))).toBe(true);
  });

  it("derives artifacts from Pod Identity and the grants of roles", () => {
    const { texts, evidence } = edge("mlflow → bucket-artifacts: artifacts");
    expect(texts).toEqual(["reads and writes mlflow/*"]);
    expect(names(evidence)).toEqual([
      "mlops-prod-mlflow-identity-association",
      "mlops-prod-mlflow-identity-role-mlops-prod-data-bucket-artifacts-write-mlflow",
    ]);
    expect(edge("Team vision → bucket-artifacts: artifacts").texts).toContain("reads and writes teams/vision/*");
  });

  it("derives metrics from monitors, and secrets from stores", () => {
    expect(names(edge("observability → mlflow: metrics").evidence)).toContain("mlops-prod-mlflow-monitor");
    const stores = edge("external-secrets → Secrets Manager: secrets");
    expect(names(stores.evidence)).toContain("mlops-prod-teams-vision-secrets-store");
    expect(stores.texts).toContain("reads /mlops-prod/teams/vision/*");
    expect(edges()).toContain("external-secrets → Team vision: secrets");
  });

  it("omits an edge without the policy of one end", () => {
    const without = documentWith(
      document.resources.filter(({ name }) => name !== "mlops-prod-teams-vision-network-mlflow"),
      document,
    );
    const other = pictureOf(
      pageModel(
        {
          ...without,
          resources: without.resources.filter(({ name }) => name !== "mlops-prod-teams-vision-network-mlflow"),
        },
        undefined,
      ),
    );
    const titles = other.edges.map(({ from, to }) => `${nameOfPart(other, from)} → ${nameOfPart(other, to)}`);
    expect(titles).toContain("Team risk → mlflow");
    expect(titles).not.toContain("Team vision → mlflow");
  });

  it("has evidence in the plan for every edge, and ends that are drawn", () => {
    const drawn = new Set([...picture.nodes, ...picture.groups].map(({ id }) => id));
    for (const { from, to, evidence, members } of picture.edges) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const urn of evidence) expect(model.byUrn.has(urn)).toBe(true);
      for (const id of [from, to, ...members]) expect(drawn).toContain(id);
    }
  });

  it("fits on a screen, with every node inside its frame and no two nodes over each other", async () => {
    const layout = await layoutOf(picture);
    expect(layout.width).toBeLessThan(2_000);
    expect(layout.height).toBeLessThan(1_150);
    expect(layout.lines).toHaveLength(picture.edges.length);
    const boxes = picture.nodes.map((node) => ({ node, box: layout.boxes.get(node.id) }));
    for (const { node, box } of boxes) {
      if (box === undefined) throw new Error(`${node.label} has no place`);
      const frame = layout.boxes.get(node.group) ?? { x: 0, y: 0, width: layout.width, height: layout.height };
      expect(box.x).toBeGreaterThanOrEqual(frame.x);
      expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height);
      for (const { node: other, box: its } of boxes) {
        if (other === node || its === undefined) continue;
        const isApart =
          box.x + box.width <= its.x ||
          its.x + its.width <= box.x ||
          box.y + box.height <= its.y ||
          its.y + its.height <= box.y;
        expect(isApart, `${node.label} and ${other.label}`).toBe(true);
      }
    }
  });

  it("has equal places for equal plans", async () => {
    expect(await layoutOf(pictureOf(pageModel(document, undefined)))).toEqual(await layoutOf(picture));
  });

  it("counts changes at the part that they belong to", () => {
    const before = {
      ...document,
      resources: document.resources
        .filter(({ name }) => name !== "scoring")
        .map((one) =>
          one.type === "aws:rds/instance:Instance" ? { ...one, inputs: { ...one.inputs, allocatedStorage: 1 } } : one,
        ),
    };
    const compared = pageModel(document, comparison(before, document));
    const changes = changesOfParts(compared, picture);
    const named = new Map([...changes].map(([id, change]) => [nameOfPart(picture, id), change]));
    expect(named.get("database")).toEqual({ count: 1, worst: "update", text: "1 change" });
    expect(named.get("scoring")?.worst).toBe("create");
    expect(changesOfParts(model, picture).size).toBe(0);
  });

  it("keeps deleted pools, teams and workloads of a comparison as ghosts in their frames", async () => {
    const without = (name: RegExp) =>
      documentWith(
        document.resources.filter((resource) => !name.test(resource.name)),
        { settings: document.settings, stack: "prod" },
      );
    const after = without(/-pool-gpu-l4$|-teams-risk|^scoring/);
    const compared = pageModel(after, comparison(document, after));
    const ghosts = pictureOf(compared);
    const removed = ghosts.nodes.filter((node) => node.removed).map(({ label, group }) => [label, group]);
    expect(removed).toEqual([
      ["pool-gpu-l4", "pools"],
      ["scoring", "team risk"],
    ]);
    expect(ghosts.groups.filter((group) => group.removed).map(({ label, group }) => [label, group])).toEqual([
      ["Team risk", "cluster"],
    ]);
    const changes = changesOfParts(compared, ghosts);
    for (const { id } of [...ghosts.nodes, ...ghosts.groups].filter((part) => part.removed)) {
      expect(changes.get(id)?.worst).toBe("delete");
    }
    expect((await layoutOf(ghosts)).boxes.size).toBe(ghosts.nodes.length + ghosts.groups.length);
    expect([...picture.nodes, ...picture.groups].some((part) => part.removed)).toBe(false);
  });
});
