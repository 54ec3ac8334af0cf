import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { waitsFor } from "../support/graph";
import { environments, planStack } from "../support/plan";
import { all, only } from "../support/record";

/** Order of creation over the whole graph. Deletion is in reverse order. */
describe.each(environments)("in %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  function named(type: string, suffix: string): Registration {
    return only(resources, type, `mlops-${stack}-cluster-${suffix}`);
  }

  function expectOrder(earlier: Registration, later: readonly Registration[]): void {
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter((resource) => !waitsFor(resources, resource, earlier)).map(({ name }) => name)).toEqual([]);
  }

  it("the deployer's permission comes before the Kubernetes provider, and that before every Kubernetes object", () => {
    const permission = named("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "access-deployer-policy");
    const provider = named("pulumi:providers:kubernetes", "kubernetes");
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
    expectOrder(permission, [provider]);
    expectOrder(provider, objects);
    expect(new Set(objects.map((object) => object.provider))).toEqual(new Set([provider.urn]));
  });

  it.each(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"])("%s comes before nodes", (addon) => {
    expectOrder(named("aws:eks/addon:Addon", addon), all(resources, "aws:eks/nodeGroup:NodeGroup"));
  });

  it.each(["coredns", "aws-ebs-csi-driver", "snapshot-controller", "metrics-server", "eks-node-monitoring-agent"])(
    "nodes come before %s",
    (addon) => {
      expectOrder(named("aws:eks/nodeGroup:NodeGroup", "system-nodes-group"), [named("aws:eks/addon:Addon", addon)]);
    },
  );

  it("the identities of the network add-ons' pods come before nodes", () => {
    const identity = named("aws:eks/podIdentityAssociation:PodIdentityAssociation", "vpc-cni-aws-node-association");
    expectOrder(identity, all(resources, "aws:eks/nodeGroup:NodeGroup"));
  });

  it("each identity comes before the resources that create pods with it", () => {
    // Identities of teams are for later pods.
    const associations = all(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation").filter(
      ({ name }) => !name.startsWith(`mlops-${stack}-teams-`),
    );
    const creators = [
      "aws:eks/addon:Addon",
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:apps/v1:Deployment",
      "kubernetes:batch/v1:Job",
    ].flatMap((type) => all(resources, type));
    for (const association of associations) {
      const users = creators.filter((creator) => waitsFor(resources, creator, association));
      expect([association.name, users.length > 0]).toEqual([association.name, true]);
    }
  });

  it("pools are created after their controller, their nodes' dependencies and the egress routes, and deleted before them", () => {
    const needed = resources.filter(
      ({ type, name }) =>
        /-compute-karpenter-(chart|crd|nodes|nodes-access|node-role)$|-network-nat-.*route$/.test(name) &&
        /^(aws|kubernetes):/.test(type),
    );
    expect(needed.length).toBeGreaterThanOrEqual(7);
    for (const earlier of needed) expectOrder(earlier, all(resources, "kubernetes:karpenter.sh/v1:NodePool"));
  });

  it("a pool's class is created before the pool, and deleted after it", () => {
    for (const pool of all(resources, "kubernetes:karpenter.sh/v1:NodePool")) {
      expectOrder(only(resources, "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", `${pool.name}-class`), [pool]);
    }
  });

  it("egress routes are created before nodes, and deleted after them", () => {
    const nodes = all(resources, "aws:eks/nodeGroup:NodeGroup");
    const waysOut = resources.filter(
      ({ type, name }) =>
        ["aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint"].includes(type) ||
        name.endsWith("-endpoints-clients-https") ||
        name.endsWith("-internet-route"),
    );
    expect(waysOut.length).toBeGreaterThanOrEqual(3);
    for (const wayOut of waysOut) expectOrder(wayOut, nodes);
  });

  it("the storage class comes after its driver", () => {
    const driver = named("aws:eks/addon:Addon", "aws-ebs-csi-driver");
    expectOrder(driver, all(resources, "kubernetes:storage.k8s.io/v1:StorageClass"));
  });

  it("a team's quotas, policies, accounts and login are created before its workloads, and deleted after them", () => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const isBelow = (resource: Registration, urn: string): boolean =>
      resource.parent !== undefined &&
      (resource.parent === urn || isBelow(byUrn.get(resource.parent) ?? { ...resource, parent: undefined }, urn));
    const platform = only(resources, "mlops:index:MlPlatform");
    const teams = all(resources, "mlops:index:Team");
    expect(teams.length).toBeGreaterThan(0);
    for (const team of teams) {
      const own = resources.filter((resource) => resource.custom && isBelow(resource, team.urn));
      const [namespace] = all(own, "kubernetes:core/v1:Namespace");
      const name = Object(namespace?.inputs.metadata).name;
      // Workloads do not depend on the rights of people.
      const needed = own.filter((resource) => !resource.name.startsWith(`${team.name}-access-`));
      const login = only(resources, "kubernetes:core/v1:Secret", `mlops-${stack}-mlflow-logins-${name}-login`);
      const workloads = resources.filter(
        (resource) => Object(resource.inputs.metadata).namespace === name && !isBelow(resource, platform.urn),
      );
      expect([...new Set(needed.map(({ type }) => type))].sort()).toEqual(
        expect.arrayContaining([
          "aws:eks/podIdentityAssociation:PodIdentityAssociation",
          "aws:iam/rolePolicy:RolePolicy",
          "kubernetes:core/v1:LimitRange",
          "kubernetes:core/v1:Namespace",
          "kubernetes:core/v1:ResourceQuota",
          "kubernetes:core/v1:ServiceAccount",
          "kubernetes:external-secrets.io/v1:SecretStore",
          "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        ]),
      );
      for (const earlier of [...needed, login]) expectOrder(earlier, workloads);
      // Through the login only, which depends on the others.
      const others = new Set(needed.map(({ urn }) => urn));
      for (const { dependsOn, propertyDependencies } of workloads) {
        const inputs = Object.values(propertyDependencies).flat();
        expect(dependsOn.filter((urn) => others.has(urn) && !inputs.includes(urn))).toEqual([]);
      }
    }
  });

  it("the graph has few enough paths for Pulumi to follow each when a deletion fails", () => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const counted = new Map<string, number>();
    const waysFrom = (urn: string): number => {
      const known = counted.get(urn);
      if (known !== undefined) return known;
      const resource = byUrn.get(urn);
      // A dependency counts each time it is named: by the resource and by each property.
      const named = [...(resource?.dependsOn ?? []), ...Object.values(resource?.propertyDependencies ?? {}).flat()];
      const ways = named.reduce((sum, dependency) => sum + waysFrom(dependency), 1);
      counted.set(urn, ways);
      return ways;
    };
    const protectedOnes = resources.filter(({ options }) => options.protect).map(({ urn }) => waysFrom(urn));
    // Pulumi follows half a million paths per second. Resources of workloads are not protected.
    expect(Math.max(1, ...protectedOnes)).toBeLessThan(2e7);
    expect(Math.max(...resources.map(({ urn }) => waysFrom(urn)))).toBeLessThan(1e9);
  });

  it("no resource depends on itself", () => {
    for (const resource of resources) {
      const byUrn = new Map(resources.map((other) => [other.urn, other]));
      const cyclic = resource.dependsOn.some((urn) => {
        const dependency = byUrn.get(urn);
        return dependency && waitsFor(resources, dependency, resource);
      });
      expect([resource.urn, cyclic]).toEqual([resource.urn, false]);
    }
  });
});

it("in a stack with shared volumes, nodes come before the EFS driver", async () => {
  const resources = await planStack("everything");
  const nodes = only(resources, "aws:eks/nodeGroup:NodeGroup", "mlops-everything-cluster-system-nodes-group");
  const driver = only(resources, "aws:eks/addon:Addon", "mlops-everything-cluster-aws-efs-csi-driver");
  expect(waitsFor(resources, driver, nodes)).toBe(true);
});
