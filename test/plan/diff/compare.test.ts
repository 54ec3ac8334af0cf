import { describe, expect, it } from "vitest";
import type { Change } from "../../../plan/diff/change";
import { compare } from "../../../plan/diff/compare";
import type { PlannedResource } from "../../../plan/document";
import { noChange, planned, planOf } from "../../support/documents";

const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const bucket = "aws:s3/bucket:Bucket";
const group = "aws:eks/nodeGroup:NodeGroup";

function changes(before: readonly PlannedResource[], after: readonly PlannedResource[]): Change[] {
  return compare(planOf(before), planOf(after));
}

/** The one change between two versions of a resource. */
function change(before: PlannedResource, after: PlannedResource): Change | undefined {
  const [one, ...others] = changes([before], [after]);
  expect(others).toEqual([]);
  return one;
}

describe("what is created and deleted", () => {
  const one = planned(bucket, "artifacts");

  it("is reported with its cost", () => {
    expect(compare(planOf([]), planOf([one], { artifacts: 5 }))).toEqual([
      {
        urn: one.urn,
        kind: "create",
        replaces: "no",
        guard: "none",
        refused: null,
        effects: [],
        paths: [],
        costDelta: { minimum: 0, expected: 5, maximum: 10 },
      },
    ]);
    expect(compare(planOf([one], { artifacts: 5 }), planOf([]))).toEqual([
      {
        urn: one.urn,
        kind: "delete",
        replaces: "no",
        guard: "none",
        refused: null,
        effects: [{ kind: "data-lost", text: "deletes its objects" }],
        paths: [],
        costDelta: { minimum: 0, expected: -5, maximum: -10 },
      },
    ]);
  });

  it("reports the protection of the earlier plan, refusals first", () => {
    const guard = (options: Parameters<typeof planned>[3]) =>
      changes([planned(bucket, "artifacts", {}, options)], []).map((deleted) => deleted.guard);
    expect(guard({ protect: true })).toEqual(["protected"]);
    expect(guard({ retainOnDelete: true })).toEqual(["retained"]);
    expect(guard({ protect: true, retainOnDelete: true })).toEqual(["protected"]);
    expect(changes([], [planned(bucket, "artifacts", {}, { protect: true })])[0]?.guard).toBe("none");
  });

  it("is no component", () => {
    expect(changes([], [planned("mlops:index:Bucket", "artifacts")])).toEqual([]);
  });

  it("is sorted by URN", () => {
    const all = ["c", "a", "b"].map((name) => planned(bucket, name));
    expect(changes([], all).map(({ urn }) => urn)).toEqual([...all.map(({ urn }) => urn)].sort());
  });
});

describe("what is updated", () => {
  it("reports changed inputs and options", () => {
    const before = planned(group, "pool", { scalingConfig: { minSize: 0, maxSize: 4 }, labels: { "a.b/c": "1" } });
    const after = planned(
      group,
      "pool",
      { scalingConfig: { minSize: 0, maxSize: 8 }, labels: { "a.b/c": "2" } },
      { protect: true, deletedWith: "urn", customTimeouts: { create: "1h" } },
    );
    expect(compare(planOf([before], { pool: 100 }), planOf([after], { pool: 150 }))).toEqual([
      {
        urn: after.urn,
        kind: "update",
        replaces: "no",
        guard: "none",
        refused: null,
        effects: [],
        paths: [
          'labels["a.b/c"]',
          "scalingConfig.maxSize",
          "options.customTimeouts.create",
          "options.deletedWith",
          "options.protect",
        ],
        costDelta: { minimum: 0, expected: 50, maximum: 100 },
      },
    ]);
  });

  it("is replaced if the provider requires it, and reports its protection", () => {
    const before = planned(bucket, "artifacts", { bucket: "old" }, { protect: true });
    expect(change(before, planned(bucket, "artifacts", { bucket: "new" }))).toMatchObject({
      replaces: "yes",
      guard: "protected",
    });
    expect(change(before, planned(bucket, "artifacts", { bucket: "old" }))).toMatchObject({
      replaces: "no",
      guard: "none",
      paths: ["options.protect"],
    });
  });

  it("leaves out what is ignored", () => {
    const scaled = (desiredSize: number, ignoreChanges: string[]) =>
      planned(group, "pool", { scalingConfig: { desiredSize, maxSize: desiredSize } }, { ignoreChanges });
    const ignored = (paths: string[]) => change(scaled(1, paths), scaled(2, paths))?.paths;
    expect(ignored(["scalingConfig.desiredSize"])).toEqual(["scalingConfig.maxSize"]);
    expect(ignored(["scalingConfig.*"])).toBeUndefined();
    expect(ignored(["scalingConfig"])).toBeUndefined();
    expect(ignored(["scaling"])).toEqual(["scalingConfig.desiredSize", "scalingConfig.maxSize"]);
  });

  it("may be replaced by another provider", () => {
    const before = { ...planned(bucket, "artifacts"), provider: "urn:one" };
    expect(change(before, { ...before, provider: "urn:other" })).toMatchObject({
      replaces: "unknown",
      paths: ["options.provider"],
    });
  });
});

describe("what is renamed", () => {
  it("with an alias is updated, and what refers to it unchanged", () => {
    const [old, renamed] = [planned(vpc, "old"), planned(vpc, "new", {}, { aliases: [planned(vpc, "old").urn] })];
    const inside = (network: PlannedResource) => planned(subnet, "a", { vpcId: `[unknown:${network.urn}#id]` });
    expect(changes([old, inside(old)], [renamed, inside(renamed)])).toEqual([
      {
        urn: renamed.urn,
        kind: "update",
        replaces: "no",
        guard: "none",
        refused: null,
        effects: [],
        paths: ["urn"],
        costDelta: noChange,
      },
    ]);
  });

  it("follows its parent's alias, by type and by name", () => {
    const component = (name: string, aliases: string[] = []) => planned("mlops:index:Network", name, {}, { aliases });
    const tree = (root: PlannedResource) => [root, planned(vpc, `${root.name}-vpc`, {}, {}, root)];
    const [old, renamed] = [tree(component("old")), tree(component("new", [component("old").urn]))];
    expect(changes(old, renamed).map(({ kind, paths }) => [kind, ...paths])).toEqual([["update", "urn"]]);
  });

  it("without an alias is deleted and created, and may replace what refers to it", () => {
    const inside = (network: PlannedResource) => planned(subnet, "a", { vpcId: `[unknown:${network.urn}#id]` });
    const [old, other] = [planned(vpc, "old"), planned(vpc, "new")];
    expect(
      changes([old, inside(old)], [other, inside(other)]).map(({ urn, kind, replaces }) => [
        urn.split("::").at(-1),
        kind,
        replaces,
      ]),
    ).toEqual([
      ["a", "update", "unknown"],
      ["new", "create", "no"],
      ["old", "delete", "no"],
    ]);
  });

  it("does not use the URN of a resource that still exists", () => {
    const one = planned(vpc, "one");
    const two = planned(vpc, "two", {}, { aliases: [one.urn] });
    expect(changes([one], [one, two]).map(({ kind }) => kind)).toEqual(["create"]);
  });
});

describe("what follows a replacement", () => {
  const plan = (cidrBlock: string) => {
    const network = planned(vpc, "network", { cidrBlock });
    const inside = planned(subnet, "a", { vpcId: `[unknown:${network.urn}#id]`, cidrBlock: "10.0.0.0/24" });
    const record = planned("aws:route53/record:Record", "record", {
      name: "a",
      records: [`[unknown:${inside.urn}#arn]`],
    });
    return [network, inside, record];
  };

  it("changes if it refers to a replaced resource, and may be replaced itself", () => {
    expect(
      changes(plan("10.0.0.0/16"), plan("10.1.0.0/16")).map(({ urn, replaces, paths }) => [
        urn.split("::").at(-1),
        replaces,
        ...paths,
      ]),
    ).toEqual([
      ["a", "unknown", "vpcId"],
      ["network", "yes", "cidrBlock"],
      ["record", "no", "records"],
    ]);
  });
});
