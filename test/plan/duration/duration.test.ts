import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { chainText, creationDuration, durationText } from "../../../plan/duration/duration";
import type { Duration } from "../../../plan/duration/steps";
import { fixtureStacks } from "../../fixtures/fixtures";
import { planStack } from "../../support/plan";

describe("the first pulumi up of dev", () => {
  let resources: Registration[] = [];
  let duration: Duration = { minutes: 0, parallel: 0, chain: [] };

  beforeAll(async () => {
    resources = await planStack("dev");
    duration = creationDuration(resources);
  });

  it("is a chain through the control plane, nodes, Argo CD and the gateway", () => {
    const names = duration.chain.map(({ urn }) => urn.split("::").at(-1));
    const long = [
      "cluster-control-plane",
      "cluster-vpc-cni",
      "cluster-system-nodes-group",
      "argo-cd-chart",
      "istio-istiod",
      "ingress-gateway-chart",
    ];
    expect(names).toEqual(expect.arrayContaining(long.map((name) => `mlops-dev-${name}`)));
    const total = duration.chain.reduce((sum, { seconds, waits }) => sum + seconds + waits, 0);
    expect(Math.ceil(total / 60)).toBe(duration.minutes);
    expect(duration.minutes).toBeGreaterThan(15);
  });

  it("has every step depend on an earlier one", () => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    expect(duration.chain.every(({ urn }) => byUrn.has(urn))).toBe(true);
    expect(new Set(duration.chain.map(({ urn }) => urn)).size).toBe(duration.chain.length);
  });

  it("is described by its long steps", () => {
    expect(chainText(duration, "mlops-dev")).toMatch(
      /cluster-control-plane \(10 min\), cluster-vpc-cni \(30 s\), cluster-system-nodes-group \(2 min\), /,
    );
    expect(durationText(duration)).toBe(`about ${duration.minutes} minutes`);
    expect(durationText({ minutes: 1 })).toBe("about 1 minute");
  });
});

describe("the first pulumi up", () => {
  // 8 and 16 are Pulumi's defaults with two and four CPUs. docs/first-deployment.md recommends 32.
  it.each([
    [8, 22],
    [16, 21],
    [32, 20],
  ])(
    "with %i operations at a time takes %i minutes at most, in every environment and with every optional part",
    async (parallel, most) => {
      for (const stack of fixtureStacks) {
        const { minutes, chain } = creationDuration(await planStack(stack), parallel);
        expect([stack, minutes <= most, chain.length > 10]).toEqual([stack, true, true]);
      }
    },
  );
});
