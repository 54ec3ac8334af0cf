import { describe, expect, it } from "vitest";
import { replacementRule } from "../../../core/changes/replaces";
import { modelledTypes, modelOf } from "../../../sandbox/cloud/models/models";
import { exceptions, makesAnew } from "../../../sandbox/cloud/replacing";

function anew(type: string, path: string, before: string | undefined = "one", after: string | undefined = "other") {
  return makesAnew(type, { path: path.split("."), before, after });
}

describe("makesAnew", () => {
  it("replaces for create-only properties of CloudFormation", () => {
    expect(modelOf("aws:ec2/vpc:Vpc")?.createOnly).toContain("cidrBlock");
    expect(anew("aws:ec2/vpc:Vpc", "cidrBlock")).toBe(true);
    expect(anew("aws:ec2/vpc:Vpc", "enableDnsHostnames")).toBe(false);
    expect(anew("aws:eks/cluster:Cluster", "kubernetesNetworkConfig.serviceIpv4Cidr")).toBe(true);
    expect(anew("aws:eks/cluster:Cluster", "version")).toBe(false);
    expect(anew("aws:rds/instance:Instance", "storageEncrypted")).toBe(true);
  });

  it("replaces for a new name, name prefix or region", () => {
    expect(anew("aws:iam/role:Role", "namePrefix")).toBe(true);
    expect(anew("aws:s3/bucket:Bucket", "bucketPrefix")).toBe(true);
    expect(anew("aws:sqs/queue:Queue", "region")).toBe(true);
  });

  it("does not replace for inputs that the provider updates in place but CloudFormation replaces", () => {
    expect(modelOf("aws:rds/instance:Instance")?.createOnly).toContain("identifier");
    expect(anew("aws:rds/instance:Instance", "identifier")).toBe(false);
    expect(anew("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId")).toBe(false);
  });

  it("replaces for inputs that the provider replaces but CloudFormation updates in place", () => {
    expect(modelOf("aws:eks/nodeGroup:NodeGroup")?.createOnly).not.toContain("launchTemplate.id");
    expect(anew("aws:eks/nodeGroup:NodeGroup", "launchTemplate.id")).toBe(true);
    expect(anew("aws:eks/nodeGroup:NodeGroup", "launchTemplate.version")).toBe(false);
  });

  it("compares the values if they decide", () => {
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(anew(cache, "engineVersion", "8.0", "8.1")).toBe(false);
    expect(anew(cache, "engineVersion", "8.1", "8.0")).toBe(true);
    expect(anew(cache, "engine", "redis", "valkey")).toBe(false);
    expect(anew("aws:ec2/vpc:Vpc", "instanceTenancy", "dedicated", "default")).toBe(false);
  });
});

describe("exceptions", () => {
  const rows = Object.entries(exceptions);

  it("in place are for inputs that are create-only in CloudFormation", () => {
    const idle = rows.flatMap(([type, { inPlace = {} }]) => {
      const { createOnly = [], conditionalCreateOnly = [] } = modelOf(type) ?? {};
      return Object.keys(inPlace).filter((path) => ![...createOnly, ...conditionalCreateOnly].includes(path));
    });
    expect(idle).toEqual([]);
  });

  it("anew are for inputs that are not create-only in CloudFormation", () => {
    const idle = rows.flatMap(([type, row]) =>
      Object.keys(row.anew ?? {}).filter((path) => modelOf(type)?.createOnly.includes(path)),
    );
    expect(idle).toEqual([]);
  });
});

describe("the plan's table", () => {
  it("agrees for all inputs that either of them has, unless the values decide", () => {
    const different = modelledTypes.flatMap((type) => {
      const rule = replacementRule(type);
      if (!rule) return [];
      const undecided = [
        ...(rule.replaceSometimes ?? []),
        ...(rule.unread ?? []),
        ...Object.keys(exceptions[type]?.judged ?? {}),
      ];
      const related = (one: string, other: string) =>
        `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
      const named = new Set([...(rule.replaceOn ?? []), ...(modelOf(type)?.createOnly ?? [])]);
      return [...named]
        .filter((path) => !undecided.some((other) => related(path, other)))
        .filter((path) => anew(type, path) !== (rule.replaceOn ?? []).some((other) => related(path, other)))
        .map((path) => `${type} ${path}`);
    });
    expect(different).toEqual([]);
  });
});
