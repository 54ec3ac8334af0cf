import { describe, expect, it } from "vitest";
import { variables, variablesIn } from "../../../policies/kubernetes/variables";

describe("variables of an expression", () => {
  it("are listed after the variables that they read", () => {
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

  it("are listed in the order of reading, each once", () => {
    expect(variablesIn("variables.labels + variables.annotations + variables.labels")).toEqual([
      "labels",
      "annotations",
    ]);
    expect(variablesIn("variables.annotations + variables.labels")).toEqual(["annotations", "labels"]);
    expect(variablesIn("object.metadata.name")).toEqual([]);
  });

  it("must exist: other names, including those of Object.prototype, are rejected", () => {
    expect(() => variablesIn("variables.container")).toThrow(
      new Error("variables.container must be defined in policies/kubernetes/variables.ts"),
    );
    expect(() => variablesIn("variables.constructor")).toThrow("variables.constructor must be defined in ");
  });

  it("read only existing variables, without cycles", () => {
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
