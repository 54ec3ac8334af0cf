import { describe, expect, it } from "vitest";
import { placedInputs } from "../../../policies/pack/resolvedNamespaces";

const unknown = "[unknown:urn:pulumi:dev::p::kubernetes:v1:Pod::pod#metadata.namespace]";
const space = (name: string, urn = "space") => ({
  urn,
  type: "kubernetes:core/v1:Namespace",
  inputs: { metadata: { name } },
  propertyDependencies: {},
});
const pod = (namespace: string, behind: readonly string[]) => ({
  urn: "pod",
  type: "kubernetes:core/v1:Pod",
  inputs: { metadata: { name: "pod", namespace } },
  propertyDependencies: { metadata: behind },
});
const map = (...all: readonly ReturnType<typeof space>[]) => new Map(all.map((one) => [one.urn, one]));

describe("where an object is", () => {
  it("is read off the namespace that it waits for", () => {
    expect(placedInputs(pod(unknown, ["space"]), map(space("vision"))).metadata).toEqual({
      name: "pod",
      namespace: "vision",
    });
  });

  it("is left as it is where it is known, or where several or none could be meant", () => {
    for (const one of [pod("mine", ["space"]), pod(unknown, []), pod(unknown, ["space", "other"])]) {
      expect(placedInputs(one, map(space("vision"), space("speech", "other")))).toBe(one.inputs);
    }
    const nameless = space(unknown);
    expect(placedInputs(pod(unknown, ["space"]), map(nameless)).metadata).toMatchObject({ namespace: unknown });
  });
});
