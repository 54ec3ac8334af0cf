import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { compare } from "../../../plan/diff/compare";
import type { PlannedResource } from "../../../plan/document";
import { type PlannedOptions, planned, planOf } from "../../support/documents";

/** Effects, as `kind: text`, of a change of one resource beside others that stay. */
function effects(
  before: PlannedResource | undefined,
  after: PlannedResource | undefined,
  others: PlannedResource[] = [],
) {
  const plan = (one: PlannedResource | undefined) => planOf([...(one ? [one] : []), ...others]);
  const changed = compare(plan(before), plan(after)).find(({ urn }) => urn === (after ?? before)?.urn);
  return changed?.effects.map(({ kind, text }) => `${kind}: ${text}`);
}

function update(type: string, before: JsonObject, after: JsonObject, options: PlannedOptions = {}) {
  return effects(planned(type, "one", before, options), planned(type, "one", after, options));
}

describe("nodes", () => {
  const group = "aws:eks/nodeGroup:NodeGroup";
  const template = (name: string, tagged: string, tags: JsonObject = {}) =>
    planned("aws:ec2/launchTemplate:LaunchTemplate", name, { tagSpecifications: [{ tags: { owner: tagged } }], tags });
  const nodes = (version: string, purpose = "training") =>
    planned(group, "gpu", {
      version,
      instanceTypes: ["p5.48xlarge"],
      scalingConfig: { minSize: 0, maxSize: 2 },
      labels: { "mlops.platform/pool": "h100" },
      tags: { "mlops.platform/purpose": purpose },
      launchTemplate: { version: `[unknown:${template("t", "").urn}#latestVersion]` },
    });
  const job = planned("kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob", "job", {
    metadata: { name: "llm", namespace: "vision", labels: { "mlops.platform/workload": "DistributedTraining" } },
    spec: { patches: [{ nodeSelector: { "mlops.platform/pool": "h100" } }] },
  });

  it("are replaced with another launch template, although no input of the group changes", () => {
    const changes = compare(
      planOf([template("t", "a"), nodes("1.35"), job]),
      planOf([template("t", "b"), nodes("1.35"), job]),
    );
    expect(changes.map(({ urn, paths, effects: found }) => [urn.split("::").at(-1), paths, found])).toEqual([
      ["t", ["tagSpecifications[0].tags.owner"], []],
      [
        "gpu",
        ["launchTemplate.version"],
        [
          { kind: "nodes-replaced", text: "replaces up to 2 nodes (p5.48xlarge)" },
          { kind: "jobs-ended", text: "ends running jobs: TrainJob vision/llm" },
        ],
      ],
    ]);
  });

  it("stay with other tags of the template itself", () => {
    const plan = (owner: string) => planOf([template("t", "a", { owner }), nodes("1.35")]);
    expect(compare(plan("a"), plan("b")).map(({ urn }) => urn.split("::").at(-1))).toEqual(["t"]);
  });

  it("are replaced with another version of Kubernetes, served models without jobs", () => {
    expect(effects(nodes("1.35"), nodes("1.36"))).toEqual([
      "nodes-replaced: replaces up to 2 nodes (p5.48xlarge)",
      "jobs-ended: ends running jobs",
    ]);
    expect(effects(nodes("1.35", "serving"), nodes("1.36", "serving"))).toEqual([
      "nodes-replaced: replaces up to 2 nodes (p5.48xlarge)",
    ]);
  });

  it("go with their group", () => {
    expect(effects(nodes("1.35"), undefined, [job])).toEqual([
      "nodes-replaced: deletes up to 2 nodes (p5.48xlarge)",
      "jobs-ended: ends running jobs: TrainJob vision/llm",
    ]);
  });

  it("of Karpenter drift as far as the budget allows", () => {
    const pool = (budgets: JsonObject[]) =>
      planned("kubernetes:karpenter.sh/v1:NodePool", "pool", {
        metadata: { name: "general" },
        spec: { template: { spec: { nodeClassRef: { name: "general" } } }, disruption: { budgets } },
      });
    const nodeClass = (owner: string) =>
      planned("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "class", {
        metadata: { name: "general" },
        spec: { tags: { owner } },
      });
    const tagged = (budgets: JsonObject[]) => effects(nodeClass("a"), nodeClass("b"), [pool(budgets)]);
    expect(tagged([{ nodes: "10%" }])).toEqual([
      "nodes-replaced: replaces the nodes of pool general, 10% at a time: they no longer match it",
    ]);
    expect(
      tagged([
        { nodes: "100%", reasons: ["Empty"] },
        { nodes: "0", reasons: ["Drifted"] },
      ]),
    ).toEqual([]);
  });
});

describe("databases", () => {
  const type = "aws:rds/instance:Instance";
  const small = { instanceClass: "db.t4g.medium", multiAz: false, applyImmediately: false };

  it("are unavailable while they change their class", () => {
    expect(update(type, small, { ...small, instanceClass: "db.r7g.large" })).toEqual([
      "downtime: restarts in its maintenance window for another instance class: unavailable for several minutes, without a standby",
    ]);
    const large = { ...small, multiAz: true, applyImmediately: true };
    expect(update(type, large, { ...large, instanceClass: "db.r7g.large" })).toEqual([
      "downtime: restarts at once for another instance class: unavailable for a minute or two, while the standby takes over",
    ]);
  });

  it("never return to an earlier engine or size", () => {
    expect(update(type, { ...small, engineVersion: "16" }, { ...small, engineVersion: "17" })).toEqual([
      "downtime: restarts in its maintenance window for another engine version: unavailable for several minutes, without a standby",
      "irreversible: upgrades the engine from 16 to 17, a major version: only a restore from a backup undoes it",
    ]);
    expect(update(type, { allocatedStorage: 20 }, { allocatedStorage: 100 })).toEqual([
      "irreversible: grows storage from 20 to 100 GiB: it never shrinks",
    ]);
  });

  it("lose restore points with a shorter retention, and all data when they are replaced", () => {
    expect(update(type, { backupRetentionPeriod: 35 }, { backupRetentionPeriod: 7 })).toEqual([
      "data-lost: deletes restore points older than 7 days, kept for 35 before",
    ]);
    expect(update(type, { kmsKeyId: "a" }, { kmsKeyId: "b" })).toEqual([
      "data-lost: replaces it with an empty one and deletes the data of this rds.Instance",
    ]);
    expect(update(type, { kmsKeyId: "a" }, { kmsKeyId: "b" }, { protect: true })).toEqual([]);
  });
});

describe("network", () => {
  it("has other public addresses when its gateways change", () => {
    const address = (name: string) => planned("aws:ec2/eip:Eip", name);
    const gateway = (name: string) =>
      planned("aws:ec2/natGateway:NatGateway", name, { allocationId: `[unknown:${address(`${name}-ip`).urn}#id]` });
    const route = (name: string) =>
      planned("aws:ec2/route:Route", "route", { natGatewayId: `[unknown:${gateway(name).urn}#id]` });
    const plan = (name: string) => planOf([address(`${name}-ip`), gateway(name), route(name)]);
    const found = compare(plan("single"), plan("a")).map(({ urn, kind, effects: all }) => [
      `${kind} ${urn.split("::").at(-1)}`,
      ...all.map((one) => `${one.kind}: ${one.text}`),
    ]);
    expect(found).toEqual([
      ["create a-ip"],
      ["delete single-ip", "address-changed: releases a public address, which cannot be recovered"],
      ["create a"],
      ["delete single", "downtime: deletes a NAT gateway: connections through it break"],
      ["update route", "address-changed: pods behind this route reach the Internet from another public address"],
    ]);
  });

  it("loses a zone with its subnets", () => {
    const subnet = planned("aws:ec2/subnet:Subnet", "c", { availabilityZone: "us-west-2c" });
    expect(effects(subnet, undefined)).toEqual([
      "irreversible: removes zone us-west-2c: volumes in it can no longer be attached to a node, and pods that need them stay pending",
    ]);
  });
});

describe("Kubernetes", () => {
  it("is taken back within 7 days only", () => {
    expect(update("aws:eks/cluster:Cluster", { version: "1.35" }, { version: "1.36" })).toEqual([
      "irreversible: upgrades Kubernetes from 1.35 to 1.36: EKS takes it back within 7 days only, by hand",
    ]);
  });

  it("keeps the size of claims that exist", () => {
    const stack = (storage: string, retentionSize: string) => ({
      values: {
        prometheus: {
          prometheusSpec: {
            retentionSize,
            storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
          },
        },
      },
    });
    const grown =
      "irreversible: values.prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage grows to 200Gi for new claims only, and never shrinks: expand the existing claims of 100Gi by hand (docs/operations/volumes.md)";
    const type = "kubernetes:helm.sh/v3:Release";
    expect(update(type, stack("100Gi", "81920MiB"), stack("200Gi", "81920MiB"))).toEqual([grown]);
    expect(update(type, stack("100Gi", "81920MiB"), stack("200Gi", "163840MiB"))).toEqual([
      "downtime: Prometheus stops once samples fill its claims, which keep 100Gi: expand them first, then raise retentionSize to 163840MiB",
      grown,
    ]);
  });
});
