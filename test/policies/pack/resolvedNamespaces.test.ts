import { describe, expect, it } from "vitest";
import { withResolvedNamespace } from "../../../policies/pack/resolvedNamespaces";

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

describe("the namespace of an object", () => {
  it("is the name of the Namespace on which it depends", () => {
    expect(withResolvedNamespace(pod(unknown, ["space"]), map(space("vision"))).metadata).toEqual({
      name: "pod",
      namespace: "vision",
    });
  });

  it("stays unchanged if it is known, or if several or no Namespaces match", () => {
    for (const one of [pod("mine", ["space"]), pod(unknown, []), pod(unknown, ["space", "other"])]) {
      expect(withResolvedNamespace(one, map(space("vision"), space("speech", "other")))).toBe(one.inputs);
    }
    const nameless = space(unknown);
    expect(withResolvedNamespace(pod(unknown, ["space"]), map(nameless)).metadata).toMatchObject({
      namespace: unknown,
    });
  });
});
