import { describe, expect, it } from "vitest";
import { escapedForHelm, kindsInText, standInCrd } from "../../../sandbox/charts/customKind";

const nodePool = { group: "karpenter.sh", version: "v1", kind: "NodePool", plural: "nodepools", namespaced: false };

describe("standInCrd", () => {
  it("accepts all objects, has a status, and is marked as a stand-in", () => {
    expect(standInCrd(nodePool)).toEqual({
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "nodepools.karpenter.sh", labels: { "mlops.platform/stand-in": "true" } },
      spec: {
        group: "karpenter.sh",
        names: { kind: "NodePool", listKind: "NodePoolList", plural: "nodepools", singular: "nodepool" },
        scope: "Cluster",
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
            subresources: { status: {} },
          },
        ],
      },
    });
  });

  it("has the approval annotation that Kubernetes requires for its own groups", () => {
    const crd = (group: string) => standInCrd({ ...nodePool, group, namespaced: true });
    expect(crd("gateway.networking.k8s.io")).toMatchObject({
      metadata: { annotations: { "api-approved.kubernetes.io": "unapproved, stand-in of the sandbox" } },
      spec: { scope: "Namespaced" },
    });
    expect(crd("autoscaling.x-k8s.io").metadata).not.toHaveProperty("annotations");
  });
});

it("escapedForHelm escapes all actions of Helm", () => {
  expect(escapedForHelm('a: "{{ .name }} {{{ }}"')).toBe('a: "{{ "{{" }} .name }} {{ "{{" }}{ }}"');
});

describe("kindsInText", () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    {{- with .Values.additionalAnnotations }}
      {{- toYaml . | nindent 4 }}
    {{- end }}
  name: nodepools.karpenter.sh
spec:
  group: karpenter.sh
  names:
    categories:
      - karpenter
    kind: NodePool
    plural: nodepools
  scope: Cluster
  versions:
    - additionalPrinterColumns:
        - jsonPath: .spec.name
          name: NodeClass
      name: v1
      schema:
        openAPIV3Schema:
          properties:
            kind:
              type: string
    - name: v1beta1
`;

  it("finds CRDs among the documents of a template", () => {
    expect(kindsInText(`---\n${crd}---\nkind: ConfigMap\n`)).toEqual([
      { group: "karpenter.sh", kind: "NodePool", versions: ["v1", "v1beta1"], validated: true },
    ]);
  });

  it("returns nothing for a text without CRDs", () => {
    expect(kindsInText("kind: Role\nrules:\n  - resources: [customresourcedefinitions]\n")).toEqual([]);
  });
});
