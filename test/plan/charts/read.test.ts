import { describe, expect, it } from "vitest";
import { readObjects } from "../../../plan/charts/read";

describe("readObjects", () => {
  it("splits lists, and returns nothing for an empty document", () => {
    const text = `---
# Source: a
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
--- # comment
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data:
  text: |
    a
    ----
`;
    expect(readObjects(text).map(({ metadata, data }) => [metadata, data])).toEqual([
      [{ name: "a" }, undefined],
      [{ name: "b" }, undefined],
      [{ name: "c" }, { text: "a\n----\n" }],
    ]);
  });

  it("reads as Kubernetes does", () => {
    const text = "{apiVersion: v1, kind: X, a: on, b: 0644, c: 2024-01-02, d: 1:30, e: null, f: [null], a: off}";
    expect(readObjects(text)).toEqual([
      { apiVersion: "v1", kind: "X", a: false, b: 420, c: "2024-01-02", d: "1:30", f: [null] },
    ]);
  });

  it("omits the schemas of CRDs", () => {
    const text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ovens.kitchen.io}
spec:
  scope: Cluster
  versions:
  - schema:
      openAPIV3Schema:
        description: |-
          Long.

          Longer.
        type: object
    name: v1
  - name: v2
    schema: {openAPIV3Schema: {type: object}}
    served: true
`;
    expect(readObjects(text)).toMatchObject([
      {
        spec: {
          scope: "Cluster",
          versions: [
            { name: "v1", schema: { openAPIV3Schema: {} } },
            { name: "v2", served: true },
          ],
        },
      },
    ]);
  });

  it("rejects invalid YAML, and documents that are not objects", () => {
    expect(() => readObjects("a: [")).toThrow("the output of helm is not YAML: ");
    expect(() => readObjects("just text")).toThrow("not a Kubernetes object");
  });
});
