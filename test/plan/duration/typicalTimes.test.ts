import { describe, expect, it } from "vitest";
import { typicalCreation, typicalDeletion, typicalUpdate } from "../../../plan/duration/typicalTimes";

const hasPods = (name: string) => name !== "crds";
const release = (name: string) => ({ type: "kubernetes:helm.sh/v3:Release", inputs: { name } });
const application = (name: string) => ({
  type: "kubernetes:argoproj.io/v1alpha1:Application",
  inputs: { metadata: { name } },
});
const service = (type: string) => ({ type: "kubernetes:core/v1:Service", inputs: { spec: { type } } });
const deployment = { type: "kubernetes:apps/v1:Deployment", inputs: {} };
const job = { type: "kubernetes:batch/v1:Job", inputs: {} };

describe("the typical time in a cluster", () => {
  it("for a creation is longer if there are pods, and for a load balancer", () => {
    const of = (resource: Parameters<typeof typicalCreation>[0]) => typicalCreation(resource, hasPods).seconds;
    expect([of(release("operator")), of(release("crds"))]).toEqual([60, 15]);
    expect([of(application("pipelines")), of(application("crds"))]).toEqual([90, 30]);
    expect([of(service("LoadBalancer")), of(service("ClusterIP"))]).toEqual([155, 1]);
    expect([of(deployment), of(job)]).toEqual([60, 30]);
  });

  it("for an update is that of new pods, without the load balancer, which exists", () => {
    const of = (resource: Parameters<typeof typicalCreation>[0]) => typicalUpdate(resource, ["spec"], hasPods).seconds;
    expect([of(release("operator")), of(deployment), of(service("LoadBalancer"))]).toEqual([60, 60, 1]);
    expect(typicalUpdate({ type: "aws:eks/cluster:Cluster", inputs: {} }, ["version"], hasPods).seconds).toBe(600);
  });

  it("for a deletion is longer if pods end", () => {
    const of = (resource: Parameters<typeof typicalCreation>[0]) => typicalDeletion(resource, hasPods).seconds;
    expect([of(release("operator")), of(release("crds")), of(application("pipelines"))]).toEqual([30, 15, 30]);
    expect([of(deployment), of({ type: "aws:eks/cluster:Cluster", inputs: {} })]).toEqual([1, 200]);
  });
});
