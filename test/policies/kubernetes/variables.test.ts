import { describe, expect, it } from "vitest";
import { variables, variablesIn } from "../../../policies/kubernetes/variables";

describe("variables of an expression", () => {
  it("are those that it reads, each after what it reads itself", () => {
    expect(variablesIn("variables.containers.map(c, c.name)")).toEqual([
      "podTemplate",
      "podSpec",
      "mainContainers",
      "initContainers",
      "sizedContainers",
      "ephemeralContainers",
      "containers",
    ]);
  });

  it("stand in the order in which they are read, each once", () => {
    expect(variablesIn("variables.labels + variables.annotations + variables.labels")).toEqual([
      "labels",
      "annotations",
    ]);
    expect(variablesIn("variables.annotations + variables.labels")).toEqual(["annotations", "labels"]);
    expect(variablesIn("object.metadata.name")).toEqual([]);
  });

  it("are known: another one, and what every object has of JavaScript's, is a mistake that is told", () => {
    expect(() => variablesIn("variables.container")).toThrow(
      new Error("variables.container is none of policies/kubernetes/variables.ts"),
    );
    expect(() => variablesIn("variables.constructor")).toThrow("variables.constructor is none of ");
  });

  it("read none that is not there, and none in a circle", () => {
    for (const [name, expression] of Object.entries(variables)) {
      const read = variablesIn(expression);
      expect([name, read.includes(name as keyof typeof variables)]).toEqual([name, false]);
      for (const [index, one] of read.entries()) {
        expect([one, variablesIn(variables[one]).filter((other) => !read.slice(0, index).includes(other))]).toEqual([
          one,
          [],
        ]);
      }
    }
  });
});
