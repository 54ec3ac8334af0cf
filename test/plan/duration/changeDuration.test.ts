import { describe, expect, it } from "vitest";
import { comparison } from "../../../plan/diff/compare";
import type { PlannedResource } from "../../../plan/document";
import { changeChainText, changeDurationText } from "../../../plan/duration/changeDuration";
import { planned, planOf } from "../../support/documents";

const bucket = "aws:s3/bucket:Bucket";
const release = "kubernetes:helm.sh/v3:Release";
const cluster = planned("aws:eks/cluster:Cluster", "cluster", { version: "1.35" });
const vpc = planned("aws:ec2/vpc:Vpc", "network", { cidrBlock: "10.0.0.0/16" });

function dependent(resource: PlannedResource, ...before: PlannedResource[]): PlannedResource {
  return { ...resource, dependsOn: before.map(({ urn }) => urn) };
}

function duration(before: readonly PlannedResource[], later: readonly PlannedResource[]) {
  return comparison(planOf(before), planOf(later)).duration;
}

/** `create database 440`. */
function steps(found: ReturnType<typeof duration>): string[] {
  return found.chain.map(({ urn, seconds, operation }) => `${operation} ${urn.split("::").at(-1)} ${seconds}`);
}

describe("the duration of a change", () => {
  it("is nothing if nothing changes", () => {
    expect(duration([cluster, vpc], [cluster, vpc])).toEqual({ minutes: 0, maximum: 0, parallel: 16, chain: [] });
  });

  it("is the longest chain of creations and updates, through resources that do not change", () => {
    const database = dependent(planned("aws:rds/instance:Instance", "database", { multiAz: true }), vpc);
    const upgraded = { ...cluster, inputs: { version: "1.36" } };
    const chart = (version: string) =>
      dependent(planned(release, "chart", { name: "unknown", version }), planned(bucket, "between"));
    const between = dependent(planned(bucket, "between"), cluster);
    const found = duration([cluster, vpc, between, chart("1")], [upgraded, vpc, between, chart("2"), database]);
    expect(steps(found)).toEqual(["create database 900"]);
    const without = duration([cluster, vpc, between, chart("1")], [upgraded, vpc, between, chart("2")]);
    expect(steps(without)).toEqual(["update cluster 600", "update chart 60"]);
    expect(without.minutes).toBe(11);
  });

  it("ends with the deletions, dependents first", () => {
    const nodes = dependent(planned("aws:eks/nodeGroup:NodeGroup", "nodes"), cluster);
    const database = planned("aws:rds/instance:Instance", "database");
    const found = duration([cluster, nodes, vpc], [vpc, database]);
    expect(steps(found)).toEqual(["create database 440", "delete nodes 300", "delete cluster 200"]);
    expect(found.minutes).toBe(16);
  });

  it("counts a replacement as a creation, and the deletion of the earlier resource at the end", () => {
    const gateway = (subnetId: string) => planned("aws:ec2/natGateway:NatGateway", "nat", { subnetId });
    const found = duration([gateway("a")], [gateway("b")]);
    expect(steps(found)).toEqual(["replace nat 105", "delete nat 60"]);
    expect(changeChainText(found, "mlops-dev")).toBe("replace nat (2 min), delete nat (1 min)");
  });

  it("states both durations if a resource is perhaps replaced", () => {
    const other = { ...vpc, inputs: { cidrBlock: "10.1.0.0/16" } };
    const gateway = dependent(
      planned("aws:ec2/natGateway:NatGateway", "nat", { subnetId: `[unknown:${vpc.urn}#id]` }),
      vpc,
    );
    const found = duration([vpc, gateway], [other, gateway]);
    expect(steps(found)).toEqual(["replace network 2", "update nat 2", "delete network 2"]);
    expect([found.minutes, found.maximum]).toEqual([1, 3]);
    expect(changeDurationText(found)).toBe("about 1 minute (3 if everything is replaced that may be)");
  });

  it("omits changes that AWS or Pulumi rejects, and deletions of retained resources", () => {
    const older = { ...cluster, inputs: { version: "1.34" } };
    expect(duration([cluster], [older]).chain).toEqual([]);
    const kept = planned("aws:rds/instance:Instance", "kept", {}, { retainOnDelete: true });
    const guarded = planned("aws:rds/instance:Instance", "guarded", {}, { protect: true });
    expect(duration([kept, guarded], []).chain).toEqual([]);
  });

  it("takes no time for objects that are deleted with the cluster, unless the cluster stays", () => {
    const object = dependent(planned(release, "chart", { name: "unknown" }, { deletedWith: cluster.urn }), cluster);
    expect(steps(duration([cluster, object], []))).toEqual(["delete cluster 200"]);
    expect(steps(duration([cluster, object], [cluster]))).toEqual(["delete chart 30"]);
  });

  it("deletes in rounds: each waits for the longest deletion of the round before", () => {
    const secret = planned("aws:secretsmanager/secret:Secret", "secret");
    const database = dependent(planned("aws:rds/instance:Instance", "database"), secret);
    const object = dependent(planned(release, "chart", { name: "unknown" }), cluster);
    const found = duration([cluster, object, secret, database], []);
    expect(steps(found)).toEqual(["delete database 320", "delete cluster 200"]);
  });

  it("takes longer with fewer operations at a time", () => {
    const queues = Array.from({ length: 17 }, (_, index) => planned("aws:sqs/queue:Queue", `queue-${index}`));
    expect(duration([], queues).minutes).toBe(1);
    const one = comparison(planOf([]), planOf(queues), 1).duration;
    expect([one.minutes, one.parallel]).toEqual([8, 1]);
    expect(one.chain.map(({ seconds, waits }) => [seconds, waits])).toEqual([[25, 400]]);
  });
});
