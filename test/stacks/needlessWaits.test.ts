import { describe, expect, it } from "vitest";
import { charts } from "../../components/services/charts";
import { creationTime } from "../../core/aws/typicalTimes";
import { releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { isKindsOnly } from "../../core/services/chartFacts";
import { dependenciesOf } from "../../plan/duration/steps";
import { fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";
import { all } from "../support/record";

/** Slow operations of AWS, in seconds: what waits for one of them is late by minutes. */
const slow = 60;

/** Types of the network: whatever is in the network may wait for them. */
const network = /^aws:(ec2|vpc)\//;

/**
 * The slow resources that may wait for other slow resources, with the reason. All others start as soon as their inputs
 * are known.
 */
const allowed: Readonly<Record<string, { readonly after: RegExp; readonly why: string }>> = {
  "aws:eks/nodeGroup:NodeGroup": {
    after: /^aws:(eks\/cluster:|ec2\/(natGateway|vpcEndpoint):)/,
    why: "nodes join the control plane, and pull images over the egress",
  },
};

describe.each(fixtureStacks)("in %s", (stack) => {
  /** The resources that a resource waits for, directly or indirectly, except itself. */
  async function graph(): Promise<[readonly Registration[], (resource: Registration) => Registration[]]> {
    const resources = await planStack(stack);
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const awaitedBy = (resource: Registration): Registration[] => {
      const found = new Set<Registration>();
      const visit = (one: Registration) => {
        for (const urn of dependenciesOf(one)) {
          const dependency = byUrn.get(urn);
          if (!dependency || found.has(dependency)) continue;
          found.add(dependency);
          visit(dependency);
        }
      };
      visit(resource);
      return [...found];
    };
    return [resources, awaitedBy];
  }

  it("no AWS resource waits for an object in the cluster, or for access to the cluster", async () => {
    const [resources, awaitedBy] = await graph();
    const late = resources
      .filter(({ type }) => type.startsWith("aws:"))
      .flatMap((resource) =>
        awaitedBy(resource)
          .filter(({ type }) => type.startsWith("kubernetes:") || type === "pulumi:providers:kubernetes")
          .map(({ name }) => `${resource.name} waits for ${name}`),
      );
    expect(late).toEqual([]);
  });

  it("slow resources of AWS wait for no other slow resource without a reason", async () => {
    const [resources, awaitedBy] = await graph();
    const isSlow = ({ type, inputs }: Registration) =>
      type.startsWith("aws:") && creationTime(type, inputs).seconds >= slow;
    const slowOnes = resources.filter(isSlow);
    expect(slowOnes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:rds/instance:Instance"]),
    );
    const late = slowOnes.flatMap((resource) =>
      awaitedBy(resource)
        .filter((one) => isSlow(one) && !allowed[resource.type]?.after.test(one.type))
        .map(({ name }) => `${resource.name} waits for ${name}`),
    );
    expect(late).toEqual([]);
  });

  it("data stores wait for the network and their keys only, not for the cluster", async () => {
    const [resources, awaitedBy] = await graph();
    const stores = resources.filter(({ type }) => /^aws:(rds|elasticache|efs|s3|ecr)\//.test(type));
    expect(stores.length).toBeGreaterThan(5);
    const types = new Set(stores.flatMap(awaitedBy).map(({ type }) => type));
    const own =
      /^(pulumi:providers:(aws|random)$|random:|aws:(rds|elasticache|efs|s3|ecr|kms|cloudwatch|iam|secretsmanager)\/)/;
    expect([...types].filter((type) => !own.test(type) && !network.test(type))).toEqual([]);
  });

  it("charts that contain only kinds wait for the Kubernetes API, not for nodes, if they need no namespace", async () => {
    const [resources, awaitedBy] = await graph();
    const releases = all(resources, releaseType).filter(({ inputs }) => {
      const chart = charts.get(String(inputs.name));
      return chart !== undefined && isKindsOnly(chart);
    });
    const needsNamespace = (release: Registration) =>
      awaitedBy(release).some(({ type }) => type === "kubernetes:core/v1:Namespace");
    expect(releases.length).toBeGreaterThan(0);
    const early = releases.filter((release) => !needsNamespace(release));
    expect(early.map(({ name }) => name)).toContain(`mlops-${stack}-monitoring-crds-chart`);
    const late = early.filter((release) =>
      awaitedBy(release).some(({ type }) => type === "aws:eks/nodeGroup:NodeGroup" || type === "aws:eks/addon:Addon"),
    );
    expect(late.map(({ name }) => name)).toEqual([]);
  });
});
