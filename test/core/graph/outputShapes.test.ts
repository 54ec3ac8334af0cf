import { describe, expect, it } from "vitest";
import { fillOutputs, type OutputShape, outputShapes, shapeOf } from "../../../core/graph/outputShapes";

const token = (property: string) => `<${property}>`;

describe("fillOutputs", () => {
  const shape: OutputShape = { arn: "token", auth: { data: "token" }, ids: [{ issuer: "token" }], zone: "token" };

  it("adds a token for each output, nested ones included, and keeps what was given", () => {
    expect(fillOutputs(shape, { zone: "a", tags: { x: "y" } }, token)).toEqual({
      zone: "a",
      tags: { x: "y" },
      arn: "<arn>",
      auth: { data: "<auth.data>" },
      ids: [{ issuer: "<ids.0.issuer>" }],
    });
  });

  it("completes what was given in part, element by element", () => {
    const given = { auth: { other: "x" }, ids: [{ name: "one" }, { issuer: "known" }] };
    expect(fillOutputs(shape, given, token)).toMatchObject({
      auth: { other: "x", data: "<auth.data>" },
      ids: [{ name: "one", issuer: "<ids.0.issuer>" }, { issuer: "known" }],
    });
  });

  it("leaves values alone that are whole, whatever their shape should be", () => {
    expect(fillOutputs(shape, { auth: "[unknown:x#y]", ids: "text" }, token)).toMatchObject({
      auth: "[unknown:x#y]",
      ids: "text",
    });
  });
});

describe("the table", () => {
  it("has the nested outputs of a cluster, and those inside what the program gives", () => {
    expect(outputShapes["aws:eks/cluster:Cluster"]).toMatchObject({
      arn: "token",
      endpoint: "token",
      certificateAuthority: { data: "token" },
      identities: [{ oidcs: [{ issuer: "token" }] }],
      vpcConfig: { clusterSecurityGroupId: "token" },
    });
  });

  it("says of a type that it lacks that it lacks it", () => {
    expect(shapeOf("aws:sqs/queue:Queue", {})).toBeUndefined();
  });
});
