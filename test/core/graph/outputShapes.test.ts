import { describe, expect, it } from "vitest";
import { fillOutputs, type OutputShape, outputShapes, shapeOf } from "../../../core/graph/outputShapes";

const token = (property: string) => `<${property}>`;

describe("fillOutputs", () => {
  const shape: OutputShape = { arn: "token", auth: { data: "token" }, ids: [{ issuer: "token" }], zone: "token" };

  it("adds a token for each missing output, including nested ones, and keeps given values", () => {
    expect(fillOutputs(shape, { zone: "a", tags: { x: "y" } }, token)).toEqual({
      zone: "a",
      tags: { x: "y" },
      arn: "<arn>",
      auth: { data: "<auth.data>" },
      ids: [{ issuer: "<ids.0.issuer>" }],
    });
  });

  it("completes partial values, element by element", () => {
    const given = { auth: { other: "x" }, ids: [{ name: "one" }, { issuer: "known" }] };
    expect(fillOutputs(shape, given, token)).toMatchObject({
      auth: { other: "x", data: "<auth.data>" },
      ids: [{ name: "one", issuer: "<ids.0.issuer>" }, { issuer: "known" }],
    });
  });

  it("does not change scalar values, even if the shape expects another type", () => {
    expect(fillOutputs(shape, { auth: "[unknown:x#y]", ids: "text" }, token)).toMatchObject({
      auth: "[unknown:x#y]",
      ids: "text",
    });
  });
});

describe("the table", () => {
  it("has the nested outputs of a cluster, and those inside its inputs", () => {
    expect(outputShapes["aws:eks/cluster:Cluster"]).toMatchObject({
      arn: "token",
      endpoint: "token",
      certificateAuthority: { data: "token" },
      identities: [{ oidcs: [{ issuer: "token" }] }],
      vpcConfig: { clusterSecurityGroupId: "token" },
    });
  });

  it("reports a type that it does not have", () => {
    expect(shapeOf("aws:sqs/queue:Queue", {})).toBeUndefined();
  });
});
