import { describe, expect, it } from "vitest";
import { appliesTo, type KubernetesObject, kubernetesObject, namespacesOf } from "../../../policies/kubernetes/objects";
import { object, resource } from "../../../policies/specimen";
import { platformNamespaceObjects, teamNamespace } from "../../../policies/specimens/baseStack";
import { Graph } from "../../../policies/subject";

describe("the object of a resource", () => {
  it("has the kind, API version and name that the resource's type and name imply", () => {
    const subject = resource("kubernetes:core/v1:Service", "front", { spec: { type: "ClusterIP" } });
    expect(kubernetesObject(subject)).toEqual({
      subject,
      kind: "Service",
      namespace: "default",
      object: { apiVersion: "v1", kind: "Service", metadata: { name: "front" }, spec: { type: "ClusterIP" } },
    });
  });

  it("has its own kind, API version and name if they are set", () => {
    const subject = object({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "x", namespace: "vision" } });
    expect(kubernetesObject(subject)).toEqual({
      subject,
      kind: "Deployment",
      namespace: "vision",
      object: subject.inputs,
    });
  });

  it("has no namespace if its kind is cluster-scoped; a Namespace has its own name", () => {
    const node = object({ apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "x", namespace: "y" } });
    expect(kubernetesObject(node)?.namespace).toBeUndefined();
    expect(kubernetesObject(resource("kubernetes:core/v1:Namespace", "vision", {}))?.namespace).toBe("vision");
  });

  it.each([
    ["a component", { ...resource("kubernetes:core/v1:Service", "x", {}), custom: false }],
    ["a resource of AWS", resource("aws:s3/bucket:Bucket", "x", {})],
    ["a kind that the catalogue does not have", resource("kubernetes:core/v1:PodTemplate", "x", {})],
    ["a kind of that name in another group", resource("kubernetes:serving.knative.dev/v1:Service", "x", {})],
    ["a chart", resource("kubernetes:helm.sh/v3:Release", "x", { name: "x" })],
    ["what every object has of JavaScript's", resource("kubernetes:core/v1:constructor", "x", {})],
  ])("does not exist for %s", (_, subject) => {
    expect(kubernetesObject(subject)).toBeUndefined();
  });
});

describe("namespaces", () => {
  it("are indexed by name", () => {
    const graph = new Graph([...teamNamespace("vision"), ...platformNamespaceObjects("mlflow")]);
    const found = namespacesOf(graph);
    expect([...found.keys()]).toEqual(["vision", "mlflow"]);
    expect(found.get("mlflow")).toEqual(graph.ofType("kubernetes:core/v1:Namespace")[1]?.inputs);
  });
});

describe("whether a rule applies to an object", () => {
  const known = namespacesOf(new Graph([...teamNamespace("risk"), ...platformNamespaceObjects("mlflow")]));
  const places = ["vision", "risk", "mlflow", "kube-system", "default", undefined];

  /** Returns the namespaces in which a rule applies to a kind. */
  function about(scope: "teams" | "platform" | "everywhere" | "default", kind: KubernetesObject["kind"] = "Pod") {
    const rule = { kinds: ["Pod", "NodePool"], scope } as const;
    return places.filter((namespace) => appliesTo(rule, { kind, namespace }, known, { teams: ["vision"] }));
  }

  it("depends on its namespace: a team's is in the settings or has the team label", () => {
    expect(about("teams")).toEqual(["vision", "risk"]);
    expect(about("platform")).toEqual(["mlflow", "kube-system", "default", undefined]);
    expect(about("default")).toEqual(["default"]);
    expect(about("everywhere")).toEqual(places);
  });

  it("depends on its kind", () => {
    expect(about("everywhere", "NodePool")).toEqual(places);
    expect(about("everywhere", "Job")).toEqual([]);
  });
});
