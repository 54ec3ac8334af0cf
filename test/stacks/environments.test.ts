import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { environments, planStack } from "../support/plan";
import { all, only } from "../support/record";

const plans = new Map<string, Registration[]>();

beforeAll(async () => {
  for (const stack of environments) plans.set(stack, await planStack(stack));
});

function plan(stack: string): Registration[] {
  const resources = plans.get(stack);
  if (!resources) throw new Error(`${stack} was not planned`);
  return resources;
}

function names(resources: readonly Registration[]): string[] {
  return resources.map(({ name }) => name);
}

describe("prod", () => {
  it("has three zones with three subnets each, and a NAT gateway in each zone", () => {
    const subnets = all(plan("prod"), "aws:ec2/subnet:Subnet");
    const zones = new Set(subnets.map(({ inputs }) => inputs.availabilityZone));
    expect([...zones].sort()).toEqual(["us-west-2a", "us-west-2b", "us-west-2c"]);
    expect(subnets).toHaveLength(9);
    expect(names(all(plan("prod"), "aws:ec2/natGateway:NatGateway"))).toEqual([
      "mlops-prod-network-nat-a-gateway",
      "mlops-prod-network-nat-b-gateway",
      "mlops-prod-network-nat-c-gateway",
    ]);
  });

  it("disables the cluster's public endpoint", () => {
    expect(only(plan("prod"), "aws:eks/cluster:Cluster").inputs.vpcConfig).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
  });
});

describe("resources with data", () => {
  it.each(["staging", "prod"])("are protected or kept in %s", (stack) => {
    const guarded = plan(stack).filter(({ options }) => options.protect || options.retainOnDelete);
    const bucketParts = ["", "-closed", "-encryption", "-lifecycle", "-ownership", "-policy", "-versioning"];
    const buckets = stack === "prod" ? ["artifacts", "datasets"] : ["artifacts"];
    const images = ["server", "trainer"];
    const teams = stack === "prod" ? ["risk", "vision"] : ["vision"];
    expect(names(guarded).sort()).toEqual(
      [
        "cluster-control-plane",
        "cluster-control-plane-logs",
        "cluster-control-plane-secrets-key",
        "cluster-volume-key",
        ...buckets.flatMap((bucket) => bucketParts.map((part) => `data-bucket-${bucket}${part}`)),
        "data-database",
        "data-database-postgresql-logs",
        "data-database-upgrade-logs",
        ...images.map((repository) => `data-images-${repository}`),
        "data-key",
        "logs-key",
        "network-flow-logs",
        "observability-namespace",
        ...teams.map((team) => `teams-${team}`),
      ].map((name) => `mlops-${stack}-${name}`),
    );
    expect(only(plan(stack), "aws:eks/cluster:Cluster").inputs.deletionProtection).toBe(true);
  });

  it("can be deleted in dev", () => {
    expect(plan("dev").filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
    expect(only(plan("dev"), "aws:eks/cluster:Cluster").inputs.deletionProtection).toBe(false);
  });
});

describe.each(environments)("%s", (stack) => {
  it("uses a provider that rejects other accounts and sets tags", () => {
    const [provider] = all(plan(stack), "pulumi:providers:aws");
    const account = { dev: "111122223333", staging: "222233334444", prod: "333344445555" }[stack];
    expect(JSON.parse(String(provider?.inputs.allowedAccountIds))).toEqual([account]);
    expect(JSON.parse(String(provider?.inputs.defaultTags))).toEqual({
      tags: {
        owner: "ml-platform",
        "cost-center": "1234",
        platform: `mlops-${stack}`,
        environment: stack,
        "managed-by": "pulumi",
      },
    });
    const aws = plan(stack).filter(({ type }) => type.startsWith("aws:"));
    expect(new Set(aws.map((resource) => resource.provider))).toEqual(new Set([provider?.urn]));
  });

  it("uses no default provider", () => {
    const managed = plan(stack).filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(names(managed.filter((resource) => !resource.provider))).toEqual([]);
    expect(names(plan(stack).filter(({ name }) => name.startsWith("default")))).toEqual([]);
  });

  it("has the source position of each resource", () => {
    const sources = plan(stack).filter(({ type }) => type !== "pulumi:pulumi:Stack");
    expect(
      sources.filter(({ source }) => !/^(components\/[\w/]+|test\/fixtures\/[\w/]+)\.ts:\d+$/.test(source ?? "")),
    ).toEqual([]);
  });

  it("puts nodes into private subnets, and the control plane into intra subnets", () => {
    const resources = plan(stack);
    const tier = (reference: unknown) => /-network-(\w+)-[a-h]#id\]$/.exec(String(reference))?.[1];
    const nodes = all(resources, "aws:eks/nodeGroup:NodeGroup").flatMap(({ inputs }) => inputs.subnetIds);
    const control = JSON.stringify(only(resources, "aws:eks/cluster:Cluster").inputs.vpcConfig);
    expect(new Set(nodes.map(tier))).toEqual(new Set(["private"]));
    expect([...control.matchAll(/-network-(\w+)-[a-h]#id\]/g)].map((match) => match[1])).toEqual(
      // The control plane keeps two zones, whatever zones are added later.
      ["intra", "intra"],
    );
  });

  it("allows only traffic that a policy names into and out of its own namespaces", () => {
    const namespaces = all(plan(stack), "kubernetes:core/v1:Namespace").map(({ inputs }) => nameOf(inputs));
    const denied = all(plan(stack), "kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .filter(({ inputs }) => {
        const { podSelector, policyTypes } = Object(inputs.spec);
        return isDeepStrictEqual(podSelector, {}) && isDeepStrictEqual(policyTypes, ["Ingress", "Egress"]);
      })
      .map(({ inputs }) => Object(inputs.metadata).namespace);
    expect(namespaces.length).toBeGreaterThan(5);
    expect(namespaces.filter((namespace) => !denied.includes(namespace))).toEqual([]);
  });
});

function nameOf(inputs: Record<string, unknown>): unknown {
  return Object(inputs.metadata).name;
}
