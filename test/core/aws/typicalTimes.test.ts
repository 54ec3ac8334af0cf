import { describe, expect, it } from "vitest";
import { creationTime, deletionTime, updateTime } from "../../../core/aws/typicalTimes";

const cluster = "aws:eks/cluster:Cluster";
const database = "aws:rds/instance:Instance";
const group = "aws:eks/nodeGroup:NodeGroup";

describe("the typical time of AWS", () => {
  it("for a creation depends on the type, and on the input that decides", () => {
    const of = (type: string, inputs = {}) => creationTime(type, inputs).seconds;
    expect(of(cluster)).toBe(600);
    expect(of(database, { multiAz: true })).toBe(900);
    expect(of(database, { multiAz: false })).toBe(440);
    expect(of("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" })).toBe(90);
    expect(of("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" })).toBe(2);
    expect(of("aws:eks/addon:Addon", { addonName: "vpc-cni" })).toBe(30);
    expect(of("aws:eks/addon:Addon", { addonName: "coredns" })).toBe(45);
    expect(of("aws:iam/role:Role")).toBe(2);
  });

  it("for an update is that of the input that takes longest", () => {
    const of = (type: string, ...changed: string[]) => updateTime(type, {}, changed).seconds;
    expect(of(cluster, "version", "vpcConfig")).toBe(600);
    expect(of(cluster, "vpcConfig")).toBe(180);
    expect(of(database, "allocatedStorage")).toBe(135);
    expect(of(database, "allocatedStorage", "engineVersion")).toBe(900);
    expect(of("aws:iam/role:Role", "assumeRolePolicy")).toBe(2);
  });

  it("for an update of tags is that of a request", () => {
    for (const type of [cluster, database, group]) expect(updateTime(type, {}, ["tags", "tagsAll"]).seconds).toBe(2);
  });

  it("for new nodes of a group grows with the rounds in which EKS replaces them", () => {
    const rolling = (desiredSize: number, updateConfig: Record<string, number>) =>
      updateTime(group, { scalingConfig: { desiredSize }, updateConfig }, ["version"]).seconds;
    expect(rolling(3, { maxUnavailable: 1 })).toBe(60 + 3 * 240);
    expect(rolling(3, { maxUnavailable: 3 })).toBe(60 + 240);
    expect(rolling(10, { maxUnavailablePercentage: 25 })).toBe(60 + 4 * 240);
    expect(updateTime(group, {}, ["launchTemplate"]).seconds).toBe(60 + 240);
    expect(updateTime(group, {}, ["scalingConfig"]).seconds).toBe(60);
  });

  it("for a deletion depends on the type", () => {
    expect(deletionTime(cluster, {}).seconds).toBe(200);
    expect(deletionTime("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }).seconds).toBe(60);
    expect(deletionTime("aws:ec2/vpc:Vpc", {}).seconds).toBe(2);
  });

  it("states a source for every figure", () => {
    for (const type of [cluster, database, group, "aws:iam/role:Role"]) {
      const sources = [creationTime(type, {}), updateTime(type, {}, ["other"]), deletionTime(type, {})];
      for (const { source } of sources) expect(source).toMatch(/estimate|logs/);
    }
  });
});
