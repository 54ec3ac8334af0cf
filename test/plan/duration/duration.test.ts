import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { typicalTime } from "../../../plan/duration/creationTimes";
import type { Duration } from "../../../plan/duration/criticalPath";
import { chainText, creationDuration, durationText } from "../../../plan/duration/duration";
import { planStack } from "../../support/plan";

const release = (name: string) => ({ type: "kubernetes:helm.sh/v3:Release", inputs: { name } });

describe("typicalTime", () => {
  const of = (type: string, inputs = {}) => typicalTime({ type, inputs }, (name) => name !== "crds").seconds;

  it("depends on the type, and on the input that decides", () => {
    expect(of("aws:eks/cluster:Cluster")).toBe(600);
    expect(of("aws:rds/instance:Instance", { multiAz: true })).toBe(900);
    expect(of("aws:rds/instance:Instance", { multiAz: false })).toBe(440);
    expect(of("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" })).toBe(90);
    expect(of("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" })).toBe(2);
    expect(of("kubernetes:core/v1:Service", { spec: { type: "LoadBalancer" } })).toBe(155);
    expect(of("kubernetes:core/v1:Service", { spec: { type: "ClusterIP" } })).toBe(1);
  });

  it("is shorter for charts and Applications without pods", () => {
    expect([of(release("operator").type, { name: "operator" }), of(release("crds").type, { name: "crds" })]).toEqual([
      60, 15,
    ]);
    const application = (name: string) => of("kubernetes:argoproj.io/v1alpha1:Application", { metadata: { name } });
    expect([application("pipelines"), application("crds")]).toEqual([90, 30]);
  });

  it("states a source for every figure", () => {
    for (const type of ["aws:eks/cluster:Cluster", "aws:iam/role:Role", "kubernetes:core/v1:ConfigMap"]) {
      expect(typicalTime({ type, inputs: {} }, () => true).source).toMatch(/estimate|logs/);
    }
  });
});

describe("the first pulumi up of dev", () => {
  let resources: Registration[] = [];
  let duration: Duration = { minutes: 0, chain: [] };

  beforeAll(async () => {
    resources = await planStack("dev");
    duration = creationDuration(resources);
  });

  it("is a chain through the control plane, nodes, Argo CD and KServe", () => {
    const names = duration.chain.map(({ urn }) => urn.split("::").at(-1));
    const long = [
      "cluster-control-plane",
      "cluster-vpc-cni",
      "cluster-system-nodes-group",
      "argo-cd-chart",
      "istio-istiod",
    ];
    expect(names).toEqual(expect.arrayContaining(long.map((name) => `mlops-dev-${name}`)));
    const total = duration.chain.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(Math.ceil(total / 60)).toBe(duration.minutes);
    expect(duration.minutes).toBeGreaterThan(15);
    expect(duration.minutes).toBeLessThan(25);
  });

  it("has every step depend on an earlier one", () => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    expect(duration.chain.every(({ urn }) => byUrn.has(urn))).toBe(true);
    expect(new Set(duration.chain.map(({ urn }) => urn)).size).toBe(duration.chain.length);
  });

  it("is described by its long steps", () => {
    expect(chainText(duration, "mlops-dev")).toMatch(
      /cluster-control-plane \(10 min\), cluster-vpc-cni \(45 s\), cluster-system-nodes-group \(2 min\), /,
    );
    expect(durationText(duration)).toBe(`about ${duration.minutes} minutes`);
    expect(durationText({ minutes: 1 })).toBe("about 1 minute");
  });
});
