import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../../core/graph/registration";
import { isJsonObject, type Json, type JsonObject } from "../../../../core/json/json";
import { modelledTypes } from "../../../../sandbox/cloud/models/models";
import { violations } from "../../../../sandbox/cloud/models/violations";
import { unknownValue } from "../../../../sandbox/cloud/wireValues";
import { planStack } from "../../../support/plan";
import { type CloudUnderTest, configuration, startCloud } from "../harness";
import { type Planted, planted } from "./planted";

const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });

let cloud: CloudUnderTest;
let resources: Registration[];
beforeAll(async () => {
  cloud = await startCloud({ configuration });
  resources = await planStack("everything");
});
afterAll(() => cloud.stop());

/** Returns the inputs of a resource of the platform with a fault. */
function faulty(type: string, { change }: Planted): JsonObject {
  const valid = resources.find((resource) => resource.type === type);
  if (!valid) throw new Error(`the stack has no ${type}`);
  return Object.entries(change).reduce((inputs, [path, value]) => withValue(inputs, steps(path), value), valid.inputs);
}

function steps(path: string): string[] {
  return path.split(/[.[\]]+/).filter((step) => step !== "");
}

function withValue(value: JsonObject, [first = "", ...rest]: readonly string[], planted: Json | undefined): JsonObject {
  const { [first]: inner, ...others } = value;
  if (rest.length === 0) return planted === undefined ? others : { ...others, [first]: planted };
  if (Array.isArray(inner)) {
    const [index = "", ...below] = rest;
    const element = inner[Number(index)];
    const list = inner.with(Number(index), withValue(isJsonObject(element) ? element : {}, below, planted));
    return { ...others, [first]: list };
  }
  return { ...others, [first]: withValue(isJsonObject(inner) ? inner : {}, rest, planted) };
}

describe("the simulated cloud", () => {
  const faults = Object.entries(planted).flatMap(([type, all]) =>
    all.map((one) => ({ type, fault: `${Object.keys(one.change)}`, one })),
  );

  it.each(faults)("rejects $type for its $fault", async ({ type, one }) => {
    await expect(cloud.engine.make(type, "faulty", faulty(type, one))).rejects.toThrow(
      /api error ValidationException: \d+ validation errors? detected in AWS::/,
    );
    await expect(cloud.engine.make(type, "faulty", faulty(type, one))).rejects.toThrow(one.says);
  });

  it("is tested with every type that has a model", () => {
    expect(Object.keys(planted).sort()).toEqual([...modelledTypes].sort());
  });

  it("rejects an update like a creation", async () => {
    const type = "aws:sqs/queue:Queue";
    const made = await cloud.engine.make(type, "queue", { name: "queue", messageRetentionSeconds: 300 });
    const news = { ...made.inputs, messageRetentionSeconds: 30 };
    await expect(cloud.engine.update(type, "queue", made.id, made.outputs, news)).rejects.toThrow(
      "api error ValidationException: 1 validation error detected in AWS::SQS::Queue: messageRetentionSeconds must be at least 60",
    );
  });

  it("validates the name that the provider generates from a prefix", async () => {
    const inputs = { namePrefix: "x".repeat(39), assumeRolePolicy: trust };
    await expect(cloud.engine.make("aws:iam/role:Role", "role", inputs)).rejects.toThrow(
      /detected in AWS::IAM::Role: name "x{39}[0-9a-f]{26}" must have at most 64 characters$/,
    );
    await cloud.engine.make("aws:iam/role:Role", "role", { ...inputs, namePrefix: "x".repeat(38) });
  });

  it("validates the provider's default tags, which every taggable resource has", async () => {
    await cloud.engine.configure({ ...configuration, defaultTags: JSON.stringify({ tags: { owner: "a & b" } }) });
    const make = cloud.engine.make("aws:iam/role:Role", "role", { name: "tagged", assumeRolePolicy: trust });
    await expect(make).rejects.toThrow('detected in AWS::IAM::Role: tags.owner "a & b" must match');
    await cloud.engine.configure(configuration);
  });

  it("reports all faults of a resource together", async () => {
    const inputs = { name: "a/b", assumeRolePolicy: "{}", maxSessionDuration: 60 };
    await expect(cloud.engine.make("aws:iam/role:Role", "role", inputs)).rejects.toThrow(
      '2 validation errors detected in AWS::IAM::Role: maxSessionDuration must be at least 3600; name "a/b" must match',
    );
  });
});

describe("violations", () => {
  const group = "aws:eks/nodeGroup:NodeGroup";
  const valid = {
    clusterName: "c",
    nodeRoleArn: "r",
    scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
    subnetIds: ["s"],
  };

  it("do not include unknown values", () => {
    expect(violations(group, { ...valid, amiType: unknownValue, scalingConfig: unknownValue })).toEqual([]);
    expect(violations(group, { ...valid, amiType: "[unknown:urn:pulumi:a::b::c::d#amiType]" })).toEqual([]);
    expect(violations(group, { ...valid, amiType: "known" })).toHaveLength(1);
  });

  it("include known values next to unknown ones", () => {
    const { subnetIds: _, ...rest } = valid;
    expect(violations(group, { ...rest, amiType: unknownValue })).toEqual(["the resource must have subnetIds"]);
  });

  it("are empty for a type without a model", () => {
    expect(violations("aws:lambda/function:Function", {})).toEqual([]);
  });
});
