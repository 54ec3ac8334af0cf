import { describe, expect, it } from "vitest";
import { concerns, type KubernetesObject, kubernetesObject, namespacesOf } from "../../../policies/kubernetes/objects";
import { object, resource } from "../../../policies/specimen";
import { platformPlace, teamPlace } from "../../../policies/specimens/baseStack";
import { Graph } from "../../../policies/subject";

describe("the object of a resource", () => {
  it("is what the API server is given: what the program leaves to its type and name, filled in", () => {
    const subject = resource("kubernetes:core/v1:Service", "front", { spec: { type: "ClusterIP" } });
    expect(kubernetesObject(subject)).toEqual({
      subject,
      kind: "Service",
      namespace: "default",
      object: { apiVersion: "v1", kind: "Service", metadata: { name: "front" }, spec: { type: "ClusterIP" } },
    });
  });

  it("says itself what it is, where it does", () => {
    const subject = object({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "x", namespace: "vision" } });
    expect(kubernetesObject(subject)).toEqual({
      subject,
      kind: "Deployment",
      namespace: "vision",
      object: subject.inputs,
    });
  });

  it("is in no namespace by its kind, whatever it says; a Namespace is in itself", () => {
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
  ])("is none of %s", (_, subject) => {
    expect(kubernetesObject(subject)).toBeUndefined();
  });
});

describe("namespaces", () => {
  it("are known by name", () => {
    const graph = new Graph([...teamPlace("vision"), ...platformPlace("mlflow")]);
    const found = namespacesOf(graph);
    expect([...found.keys()]).toEqual(["vision", "mlflow"]);
    expect(found.get("mlflow")).toEqual(graph.ofType("kubernetes:core/v1:Namespace")[1]?.inputs);
  });
});

describe("whether a rule is about an object", () => {
  const known = namespacesOf(new Graph([...teamPlace("risk"), ...platformPlace("mlflow")]));
  const places = ["vision", "risk", "mlflow", "kube-system", "default", undefined];

  /** Namespaces in which a rule is about a kind. */
  function about(scope: "teams" | "platform" | "everywhere" | "default", kind: KubernetesObject["kind"] = "Pod") {
    const rule = { kinds: ["Pod", "NodePool"], scope } as const;
    return places.filter((namespace) => concerns(rule, { kind, namespace }, known, { teams: ["vision"] }));
  }

  it("is told by whose it is: a team is one of the settings, or a namespace with a team's label", () => {
    expect(about("teams")).toEqual(["vision", "risk"]);
    expect(about("platform")).toEqual(["mlflow", "kube-system", "default", undefined]);
    expect(about("default")).toEqual(["default"]);
    expect(about("everywhere")).toEqual(places);
  });

  it("is told by its kind", () => {
    expect(about("everywhere", "NodePool")).toEqual(places);
    expect(about("everywhere", "Job")).toEqual([]);
  });
});
