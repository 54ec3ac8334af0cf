import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import table from "../../../core/changes/replacement.json";
import { type Replaces, replacementRule } from "../../../core/changes/replaces";
import type { JsonObject } from "../../../core/json/json";
import { compare } from "../../../plan/diff/compare";
import { documentOf, type PlannedOptions, planned, planOf } from "../../support/documents";

function replaced(type: string, before: JsonObject, after: JsonObject, options: PlannedOptions = {}): Replaces {
  const [change] = compare(
    planOf([planned(type, "one", before, options)]),
    planOf([planned(type, "one", after, options)]),
  );
  if (!change) throw new Error("nothing differs");
  return change.replaces;
}

const database = "aws:rds/instance:Instance";
const cluster = "aws:eks/cluster:Cluster";

describe("AWS types", () => {
  it.each<[string, JsonObject, JsonObject, Replaces]>([
    ["an input that replaces", { engine: "postgres" }, { engine: "mysql" }, "yes"],
    ["one that does not", { instanceClass: "a" }, { instanceClass: "b" }, "no"],
    ["a block that is added", {}, { restoreToPointInTime: { useLatestRestorableTime: true } }, "yes"],
    ["a block that is taken away", { restoreToPointInTime: {} }, {}, "yes"],
    ["a block that changes inside", { restoreToPointInTime: { a: 1 } }, { restoreToPointInTime: { a: 2 } }, "no"],
    ["what keeps its value when it is left out", { dbName: "mlflow" }, {}, "no"],
    ["what AWS may have chosen like this", {}, { dbName: "mlflow" }, "unknown"],
    ["what nobody has read", { warningEventCategories: ["a"] }, { warningEventCategories: ["b"] }, "unknown"],
    ["the worst of several", { engine: "postgres", port: 1 }, { engine: "mysql", port: 2 }, "yes"],
    ["a region that is named", {}, { region: "us-west-2" }, "unknown"],
    ["another region", { region: "us-west-2" }, { region: "eu-west-2" }, "yes"],
  ])("%s", (_, before, after, expected) => {
    expect(replaced(database, before, after)).toBe(expected);
  });

  it("check the properties of an added or removed block", () => {
    expect(replaced(cluster, {}, { outpostConfig: { etcdInstanceType: "a" } })).toBe("yes");
    expect(replaced(cluster, {}, { kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } } })).toBe("no");
    expect(replaced(cluster, { encryptionConfig: { resources: [] } }, {})).toBe("unknown");
  });

  it("that the table lacks are unknown, except options", () => {
    const type = "aws:new/thing:Thing";
    expect(replaced(type, { a: 1 }, { a: 2 })).toBe("unknown");
    expect(
      compare(planOf([planned(type, "one")]), planOf([planned(type, "one", {}, { protect: true })])),
    ).toMatchObject([{ replaces: "no" }]);
  });

  it("are replaced if the program sets replaceOnChanges", () => {
    const options = { replaceOnChanges: ["tags.generation"] };
    expect(replaced(database, { tags: { generation: "1" } }, { tags: { generation: "2" } }, options)).toBe("yes");
    expect(replaced(database, { tags: { owner: "1" } }, { tags: { owner: "2" } }, options)).toBe("no");
  });
});

describe("random values", () => {
  it("are replaced if any input changes", () => {
    const type = "random:index/randomPassword:RandomPassword";
    expect(replaced(type, { length: 20 }, { length: 32 })).toBe("yes");
    expect(replaced(type, { keepers: { a: "1" } }, { keepers: { a: "2" } })).toBe("yes");
  });
});

describe("a tag of an Auto Scaling group", () => {
  it.each<[string, JsonObject, JsonObject, Replaces]>([
    ["value", { tag: { value: "1" } }, { tag: { value: "2" } }, "no"],
    ["key", { tag: { key: "a" } }, { tag: { key: "b" } }, "yes"],
    ["group", { autoscalingGroupName: "a" }, { autoscalingGroupName: "b" }, "yes"],
  ])("another %s", (_, before, after, expected) => {
    expect(replaced("aws:autoscaling/tag:Tag", before, after)).toBe(expected);
  });
});

describe("providers", () => {
  it.each<[string, JsonObject, JsonObject, Replaces]>([
    ["aws", { defaultTags: { tags: { a: "1" } } }, { defaultTags: { tags: { a: "2" } } }, "no"],
    ["aws", { region: "us-west-2" }, { region: "eu-west-1" }, "unknown"],
    ["kubernetes", { enableServerSideApply: false }, { enableServerSideApply: true }, "no"],
    ["kubernetes", { kubeconfig: "a" }, { kubeconfig: "b" }, "unknown"],
    ["another", { a: "1" }, { a: "2" }, "unknown"],
  ])("%s from %j to %j: %s", (name, before, after, expected) => {
    expect(replaced(`pulumi:providers:${name}`, before, after)).toBe(expected);
  });
});

describe("Kubernetes types", () => {
  it.each<[string, JsonObject, JsonObject, Replaces]>([
    ["core/v1:Namespace", { metadata: { name: "a" } }, { metadata: { name: "b" } }, "yes"],
    ["core/v1:Namespace", { metadata: { labels: { a: "1" } } }, { metadata: { labels: { a: "2" } } }, "no"],
    ["karpenter.sh/v1:NodePool", { spec: { limits: { cpu: "4" } } }, { spec: { limits: { cpu: "8" } } }, "no"],
    ["storage.k8s.io/v1:StorageClass", { parameters: { type: "gp2" } }, { parameters: { type: "gp3" } }, "yes"],
    ["storage.k8s.io/v1:StorageClass", { allowVolumeExpansion: false }, { allowVolumeExpansion: true }, "no"],
    ["batch/v1:Job", { spec: { template: { spec: {} } } }, { spec: { template: { spec: { a: 1 } } } }, "yes"],
    ["core/v1:ConfigMap", { data: { script: "1" } }, { data: { script: "2" } }, "no"],
    ["core/v1:Secret", { data: { password: "1" } }, { data: { password: "2" } }, "yes"],
    ["core/v1:Service", { spec: { clusterIP: "None" } }, { spec: {} }, "yes"],
    ["core/v1:Service", { spec: { type: "ClusterIP" } }, { spec: { type: "LoadBalancer" } }, "no"],
    ["apps/v1:Deployment", { spec: { selector: { a: 1 } } }, { spec: { selector: { a: 2 } } }, "yes"],
    ["apps/v1:Deployment", { spec: { replicas: 1 } }, { spec: { replicas: 2 } }, "no"],
    ["serving.example.com/v1:Service", { spec: { clusterIP: "None" } }, { spec: {} }, "no"],
    ["helm.sh/v3:Release", { values: { a: 1 } }, { values: { a: 2 } }, "no"],
    ["helm.sh/v3:Release", { namespace: "a" }, { namespace: "b" }, "yes"],
  ])("%s from %j to %j: %s", (type, before, after, expected) => {
    expect(replaced(`kubernetes:${type}`, before, after)).toBe(expected);
  });
});

describe("the table", () => {
  it("states the source and the date of its facts", () => {
    expect(table.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(table.sources.provider).toMatch(/commit [0-9a-f]{40}/);
  });

  it("has the types in use", async () => {
    const { resources } = await documentOf("prod");
    const types = resources.filter(({ custom }) => custom).map(({ type }) => type);
    expect([...new Set(types.filter((type) => !replacementRule(type)))].sort()).toEqual([]);
  });

  const facts = path.join(process.env.MLOPS_FACTS ?? "", "aws-types.json");
  const there = process.env.MLOPS_FACTS !== undefined && existsSync(facts);
  if (!there) process.emitWarning("MLOPS_FACTS names no folder with aws-types.json: replacement.json is not compared");

  it.skipIf(!there)("says what the facts say", () => {
    const { types }: { types: Record<string, Record<string, unknown>> } = JSON.parse(readFileSync(facts, "utf8"));
    const rules: Record<string, object> = table.types;
    for (const [type, fact] of Object.entries(types)) {
      const rule: Record<string, unknown> = { ...rules[type] };
      expect(rule.replaceOn ?? []).toEqual(fact.replaceOn ?? []);
      expect(rule.replaceOnCount ?? []).toEqual(fact.replaceOnCount ?? []);
      expect(rule.unknownRule ?? []).toEqual(fact.notInSource ?? []);
      const sometimes = Array.isArray(fact.replaceSometimes) ? fact.replaceSometimes : [];
      expect(rule.replaceSometimes ?? []).toEqual(
        [...new Set(sometimes.flatMap(({ properties }) => properties))].sort(),
      );
    }
    expect(Object.keys(rules)).toEqual(Object.keys(types).sort());
  });
});
