import { describe, expect, it } from "vitest";
import { transformedTypes, unknownInputs } from "../../../core/graph/inputNames";

describe("unknownInputs", () => {
  it("reads the inputs of every type of the list", () => {
    for (const type of transformedTypes) {
      expect(unknownInputs(type, { certainlyUnknown: 1 }).map(({ path }) => path)).toEqual([["certainlyUnknown"]]);
    }
  });

  it("returns the path in objects and lists, and the probable name", () => {
    expect(
      unknownInputs("aws:rds/instance:Instance", { engine: "postgres", blueGreenUpdate: { enable: true } }),
    ).toEqual([{ path: ["blueGreenUpdate", "enable"], suggestion: "enabled" }]);
    expect(
      unknownInputs("kubernetes:core/v1:Service", { spec: { ports: [{ port: 80 }, { port: 81, targetport: 8080 }] } }),
    ).toEqual([{ path: ["spec", "ports", 1, "targetport"], suggestion: "targetPort" }]);
  });

  it("does not take names of Object's prototype for inputs", () => {
    expect(unknownInputs("aws:ec2/vpc:Vpc", { constructor: 1 }).map(({ path }) => path)).toEqual([["constructor"]]);
  });

  it("reads the fields of custom kinds, except spec", () => {
    const object = { apiVersion: "a/v1", kind: "A", metadata: { name: "a", lables: {} }, spec: { any: 1 }, stauts: {} };
    expect(unknownInputs("kubernetes:serving.kserve.io/v1beta1:InferenceService", object)).toEqual([
      { path: ["metadata", "lables"], suggestion: "labels" },
      { path: ["stauts"], suggestion: undefined },
    ]);
  });
});
