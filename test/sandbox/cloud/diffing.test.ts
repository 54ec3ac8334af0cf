import { describe, expect, it } from "vitest";
import { secret } from "../../../core/graph/wire";
import type { JsonObject } from "../../../core/json/json";
import { diffResource } from "../../../sandbox/cloud/diffing";
import type { Account } from "../../../sandbox/cloud/resourceType";

const account: Account = {
  accountId: "111122223333",
  region: "us-west-2",
  partition: "aws",
  defaultTags: { platform: "mlops-test" },
};

/** Compares new inputs with those of an existing resource. */
function diff(type: string, oldInputs: JsonObject, news: JsonObject, state: JsonObject = {}) {
  const olds = { tagsAll: { platform: "mlops-test" }, ...oldInputs, ...state };
  const { changes, deleteBeforeReplace } = diffResource({ type, olds, oldInputs, news, account });
  return {
    paths: changes.map(({ path }) => path),
    replaces: changes.filter((one) => one.replaces).map(({ path }) => path),
    deleteBeforeReplace,
  };
}

const nothing = { paths: [], replaces: [], deleteBeforeReplace: false };
const vpc = "aws:ec2/vpc:Vpc";
const queue = "aws:sqs/queue:Queue";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

describe("diffResource", () => {
  it("returns no changes for equal inputs", () => {
    expect(diff(vpc, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16" })).toEqual(nothing);
  });

  it("replaces according to the plan's table", () => {
    expect(diff(vpc, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }).replaces).toEqual(["cidrBlock"]);
    expect(diff(vpc, { enableDnsHostnames: true }, { enableDnsHostnames: false })).toEqual({
      ...nothing,
      paths: ["enableDnsHostnames"],
    });
  });

  it("updates all taggable resources when a default tag changes, and replaces none", () => {
    const state = { tagsAll: { platform: "other" } };
    expect(diff(vpc, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16" }, state)).toEqual({
      ...nothing,
      paths: ["tagsAll"],
    });
  });

  it("ignores inputs that the program does not set and AWS decides", () => {
    expect(diff("aws:eks/addon:Addon", { namespaceConfig: { namespace: "a" } }, {})).toEqual(nothing);
    expect(diff(queue, { name: "a" }, { name: "a", delaySeconds: 0 })).toEqual(nothing);
    const adopted = diff(
      queue,
      { name: "a" },
      { name: "a", visibilityTimeoutSeconds: 30 },
      { visibilityTimeoutSeconds: 30 },
    );
    expect(adopted).toEqual(nothing);
    expect(diff(queue, { name: "a", delaySeconds: 5 }, { name: "a" }).paths).toEqual(["delaySeconds"]);
  });

  it("compares policies by content", () => {
    const before = { queueUrl: "u", policy: '{"a":1,"b":2}' };
    expect(diff("aws:sqs/queuePolicy:QueuePolicy", before, { ...before, policy: '{"b": 2, "a": 1}' })).toEqual(nothing);
  });

  it("compares the values inside secrets", () => {
    const type = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(diff(type, { authToken: secret("a") }, { authToken: secret("a") })).toEqual(nothing);
    expect(diff(type, { authToken: secret("a") }, { authToken: secret("b") }).paths).toEqual(["authToken"]);
  });

  it("deletes a resource with a fixed name before its replacement", () => {
    const before = { name: "fixed", fifoQueue: false, __defaults: [] };
    expect(diff(queue, before, { ...before, fifoQueue: true }).deleteBeforeReplace).toBe(true);
    const automatic = { name: "made-up", fifoQueue: false, __defaults: ["name"] };
    expect(diff(queue, automatic, { ...automatic, fifoQueue: true }).deleteBeforeReplace).toBe(false);
    expect(diff("aws:efs/mountTarget:MountTarget", { subnetId: "a" }, { subnetId: "b" }).deleteBeforeReplace).toBe(
      true,
    );
  });

  it("decides by values if the table cannot", () => {
    expect(diff(rule, { cidrIpv4: "10.0.0.0/8" }, { cidrIpv4: "10.0.0.0/9" }).replaces).toEqual([]);
    expect(diff(rule, { cidrIpv4: "10.0.0.0/8" }, { referencedSecurityGroupId: "sg-1" }).replaces).toEqual([
      "cidrIpv4",
      "referencedSecurityGroupId",
    ]);
    const cluster = "aws:eks/cluster:Cluster";
    const encryption = (keyArn: string) => ({ encryptionConfig: { provider: { keyArn }, resources: ["secrets"] } });
    expect(diff(cluster, {}, encryption("a")).replaces).toEqual([]);
    expect(diff(cluster, encryption("a"), encryption("b")).replaces).toEqual(["encryptionConfig.provider.keyArn"]);
    const tag = (key: string, value: string) => ({ autoscalingGroupName: "g", tag: { key, value } });
    expect(diff("aws:autoscaling/tag:Tag", tag("a", "1"), tag("a", "2")).replaces).toEqual([]);
    expect(diff("aws:autoscaling/tag:Tag", tag("a", "1"), tag("b", "1")).replaces).toEqual(["tag.key"]);
  });
});
