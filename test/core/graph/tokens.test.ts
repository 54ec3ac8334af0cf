import { expect, it } from "vitest";
import { unknownsIn, unknownToken } from "../../../core/graph/tokens";

it("unknownsIn finds the tokens of unknownToken in any text", () => {
  const urn = "urn:pulumi:dev::mlops::mlops:index:Y$aws:eks/cluster:Cluster::name";
  const id = unknownToken(urn, "id");
  const nested = unknownToken(urn, "identities.0.oidcs.0.issuer");
  expect(unknownsIn(`{"a":"${id}","b":"x${nested}y"}`)).toEqual([
    { urn, property: "id" },
    { urn, property: "identities.0.oidcs.0.issuer" },
  ]);
  expect(unknownsIn("[unknown] text")).toEqual([]);
});
