import { beforeAll, describe, expect, it } from "vitest";
import type { ComparedChange } from "../../../plan/diff/change";
import { comparison } from "../../../plan/diff/compare";
import { type PlanDocument, planDocument } from "../../../plan/document";
import { changeParts } from "../../../plan/report/changeParts";
import { fixtureConfig, fixtureSettings } from "../../fixtures/fixtures";
import { changedConfig, planStack } from "../../support/plan";

/** The plan of prod with a setting changed. */
async function prod(changes: Readonly<Record<string, unknown>> = {}): Promise<PlanDocument> {
  const settings = fixtureSettings("prod", { ...fixtureConfig("prod"), config: changedConfig("prod", changes) });
  return planDocument("prod", settings, await planStack("prod", changes));
}

let before: PlanDocument;

beforeAll(async () => {
  before = await prod();
});

async function changes(settings: Readonly<Record<string, unknown>>): Promise<readonly ComparedChange[]> {
  return comparison(before, await prod(settings)).changes;
}

/** The first part of a report: names of resources with their reasons. */
async function urgent(settings: Readonly<Record<string, unknown>>): Promise<[string, ...string[]][]> {
  return changeParts(await changes(settings)).urgent.map(({ change, reasons }) => [
    change.resource.name.replace(/^mlops-prod-/, ""),
    ...reasons,
  ]);
}

const cluster = { runner: "in-vpc", administratorRoleArns: ["arn:aws:iam::333344445555:role/mlops-on-call"] };
const data = { buckets: { datasets: { intelligentTiering: true } }, repositories: ["trainer", "server"] };

describe("the first effect of a changed setting in the plan of prod", () => {
  it("tag: no node of a managed pool is replaced", async () => {
    const found = await urgent({ tags: { owner: "ml-platform", "cost-center": "9999" } });
    expect(found).toEqual([
      ["cluster-system-nodes-group", "nodes: replaces 3 to 9 nodes (m7i.xlarge, m6i.xlarge)"],
      [
        "compute-pool-general-class",
        "nodes: replaces the nodes of pool general, 10% at a time: they no longer match it",
      ],
    ]);
  });

  it("newer Kubernetes version: nodes are replaced, and their jobs end", async () => {
    const found = await urgent({ cluster: { ...cluster, version: "1.36" } });
    expect(found).toEqual([
      ["compute-pool-gpu-h100-group", "nodes: replaces up to 2 nodes (p5.48xlarge)", "jobs: ends running jobs"],
      ["cluster-system-nodes-group", "nodes: replaces 3 to 9 nodes (m7i.xlarge, m6i.xlarge)"],
      ["compute-pool-gpu-l4-shared-a-group", "nodes: replaces 1 to 2 nodes (g6.xlarge)"],
      ["compute-pool-gpu-l4-shared-b-group", "nodes: replaces up to 1 node (g6.xlarge)"],
      ["compute-pool-gpu-l4-shared-c-group", "nodes: replaces up to 1 node (g6.xlarge)"],
      [
        "cluster-control-plane",
        "irreversible: upgrades Kubernetes from 1.35 to 1.36: EKS takes it back within 7 days only, by hand",
      ],
    ]);
  });

  it("older Kubernetes version: refused", async () => {
    const [first] = await urgent({ cluster: { ...cluster, version: "1.34" } });
    expect(first).toEqual([
      "cluster-control-plane",
      "refused by AWS: EKS rolls a cluster back from Kubernetes 1.35 to 1.34 only within 7 days of its upgrade, and only after its nodes: keep 1.35, or roll back by hand as in docs/operations/day-two.md, nodes first",
    ]);
  });

  it("smaller disk: refused", async () => {
    expect(await urgent({ data: { ...data, database: { storageGibibytes: 20 } } })).toEqual([
      [
        "data-database",
        "refused by AWS: RDS does not shrink storage from 100 to 20 GiB: keep at least 100, or move the data to another instance",
      ],
    ]);
  });

  it("larger volume of Prometheus: its retention does not follow", async () => {
    const found = await changes({ observability: { prometheus: { storageGibibytes: 200 } } });
    const claim = "values.prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage";
    expect(found.map(({ paths }) => paths)).toEqual([[claim]]);
    expect(found[0]?.effects.map(({ kind }) => kind)).toEqual(["irreversible"]);
  });

  it("larger volume and retention of Prometheus at once: it would stop", async () => {
    const [first] = await urgent({ observability: { prometheus: { storageGibibytes: 200, retentionGibibytes: 160 } } });
    expect(first?.[1]).toBe(
      "downtime: Prometheus stops once samples fill its claims, which keep 100Gi: expand them first, then raise retentionSize to 163840MiB",
    );
  });

  it("smaller volume of Prometheus: refused", async () => {
    const [first] = await urgent({ observability: { prometheus: { storageGibibytes: 50 } } });
    expect(first?.[1]).toBe(
      "refused by AWS: Kubernetes does not shrink volume claims (from 100Gi to 50Gi): keep at least 100Gi",
    );
  });

  it("single NAT gateway: public addresses change", async () => {
    const found = await urgent({ network: { cidr: "10.40.0.0/16", natGateways: "single" } });
    expect(found.filter(([, reason]) => reason?.startsWith("public address: ")).map(([name]) => name)).toEqual([
      "network-nat-a-address",
      "network-nat-b-address",
      "network-nat-c-address",
      "network-nat-a-route",
      "network-nat-b-route",
      "network-nat-c-route",
    ]);
  });
});

describe("zones", () => {
  const four = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];

  it("that are added leave the control plane as it is", async () => {
    const found = await changes({ zones: four });
    expect(found.filter(({ refused }) => refused !== null)).toEqual([]);
    expect(found.filter(({ resource }) => resource.type === "aws:eks/cluster:Cluster")).toEqual([]);
    expect(found.filter(({ resource }) => resource.type === "aws:ec2/subnet:Subnet").map(({ kind }) => kind)).toEqual([
      "create",
      "create",
      "create",
    ]);
  });

  it("that are removed are rejected if the control plane or the database uses them", async () => {
    const other = ["us-west-2b", "us-west-2c", "us-west-2d"];
    // The H100s are reserved in us-west-2a.
    const compute = { pools: { general: { instanceTypes: ["m7i.xlarge"], limits: { vcpus: 256 } } } };
    const found = await urgent({ zones: other, compute, teams: { vision: {} }, exampleWorkloads: false });
    expect(found.filter(([, reason]) => reason?.startsWith("refused by AWS: ")).map(([, reason]) => reason)).toEqual([
      "refused by AWS: EKS sets the control plane's zones at creation: keep us-west-2a, us-west-2b instead of us-west-2b, us-west-2c (mlops:cluster.controlPlaneZones)",
      "refused by AWS: RDS does not remove a subnet that an instance or its standby uses: keep zone us-west-2a, or move the instances out of it first",
    ]);
    expect(found.flat()).toContain(
      "irreversible: removes zone us-west-2a: volumes in it can no longer be attached to a node, and pods that need them stay pending",
    );
  });
});
