import { describe, expect, it } from "vitest";
import { replacementRule } from "../../../core/changes/replaces";
import { modelledTypes, modelOf } from "../../../sandbox/cloud/models/models";
import { exceptions, replacesOnChange } from "../../../sandbox/cloud/replacing";

function replaces(type: string, path: string, before: string | undefined = "one", after: string | undefined = "other") {
  return replacesOnChange(type, { path: path.split("."), before, after });
}

describe("replacesOnChange", () => {
  it("replaces for create-only properties of CloudFormation", () => {
    expect(modelOf("aws:ec2/vpc:Vpc")?.createOnly).toContain("cidrBlock");
    expect(replaces("aws:ec2/vpc:Vpc", "cidrBlock")).toBe(true);
    expect(replaces("aws:ec2/vpc:Vpc", "enableDnsHostnames")).toBe(false);
    expect(replaces("aws:eks/cluster:Cluster", "kubernetesNetworkConfig.serviceIpv4Cidr")).toBe(true);
    expect(replaces("aws:eks/cluster:Cluster", "version")).toBe(false);
    expect(replaces("aws:rds/instance:Instance", "storageEncrypted")).toBe(true);
  });

  it("replaces for a new name, name prefix or region", () => {
    expect(replaces("aws:iam/role:Role", "namePrefix")).toBe(true);
    expect(replaces("aws:s3/bucket:Bucket", "bucketPrefix")).toBe(true);
    expect(replaces("aws:sqs/queue:Queue", "region")).toBe(true);
  });

  it("does not replace for inputs that the provider updates in place but CloudFormation replaces", () => {
    expect(modelOf("aws:rds/instance:Instance")?.createOnly).toContain("identifier");
    expect(replaces("aws:rds/instance:Instance", "identifier")).toBe(false);
    expect(replaces("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId")).toBe(false);
  });

  it("replaces for inputs that the provider replaces but CloudFormation updates in place", () => {
    expect(modelOf("aws:eks/nodeGroup:NodeGroup")?.createOnly).not.toContain("launchTemplate.id");
    expect(replaces("aws:eks/nodeGroup:NodeGroup", "launchTemplate.id")).toBe(true);
    expect(replaces("aws:eks/nodeGroup:NodeGroup", "launchTemplate.version")).toBe(false);
  });

  it("compares the values if they decide", () => {
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(replaces(cache, "engineVersion", "8.0", "8.1")).toBe(false);
    expect(replaces(cache, "engineVersion", "8.1", "8.0")).toBe(true);
    expect(replaces(cache, "engine", "redis", "valkey")).toBe(false);
    expect(replaces("aws:ec2/vpc:Vpc", "instanceTenancy", "dedicated", "default")).toBe(false);
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

  it("with replacing are for inputs that are not create-only in CloudFormation", () => {
    const idle = rows.flatMap(([type, row]) =>
      Object.keys(row.replacing ?? {}).filter((path) => modelOf(type)?.createOnly.includes(path)),
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
        ...(rule.unknownRule ?? []),
        ...Object.keys(exceptions[type]?.judged ?? {}),
      ];
      const related = (one: string, other: string) =>
        `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
      const named = new Set([...(rule.replaceOn ?? []), ...(modelOf(type)?.createOnly ?? [])]);
      return [...named]
        .filter((path) => !undecided.some((other) => related(path, other)))
        .filter((path) => replaces(type, path) !== (rule.replaceOn ?? []).some((other) => related(path, other)))
        .map((path) => `${type} ${path}`);
    });
    expect(different).toEqual([]);
  });
});
