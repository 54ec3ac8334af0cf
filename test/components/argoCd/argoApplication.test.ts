import { describe, expect, it } from "vitest";
import { ArgoApplication, type ArgoApplicationArgs } from "../../../components/argoCd/argoApplication";
import { ArgoProject } from "../../../components/argoCd/argoProject";
import { isJsonObject } from "../../../core/json/json";
import { only, recordComponent } from "../../support/record";

const applicationType = "kubernetes:argoproj.io/v1alpha1:Application";
const repository = "https://github.com/kubeflow/trainer";

function application(changes: Partial<ArgoApplicationArgs> = {}) {
  return recordComponent(() => {
    const project = new ArgoProject("p", {
      project: "platform",
      description: "All",
      repositories: [repository],
      namespaces: ["kubeflow"],
      mirror: {},
    });
    return new ArgoApplication("t", {
      project,
      application: "training-operator",
      repository,
      revision: "v1.9.4",
      path: "manifests/base",
      destinationNamespace: "kubeflow",
      patches: [
        { target: { kind: "Deployment", name: "operator" }, patch: [{ op: "remove", path: "/spec/replicas" }] },
        {
          target: { kind: "Service" },
          patch: { apiVersion: "v1", kind: "Service", metadata: { name: "one", labels: { a: "b" } } },
        },
      ],
      ...changes,
    });
  });
}

async function waitsUntil(changes: Partial<ArgoApplicationArgs> = {}): Promise<string[]> {
  const { metadata } = only(await application(changes), applicationType).inputs;
  const annotations = isJsonObject(metadata) ? metadata.annotations : undefined;
  const conditions: unknown = JSON.parse(
    isJsonObject(annotations) ? String(annotations["pulumi.com/waitFor"]) : "no annotation",
  );
  return Array.isArray(conditions) ? conditions.map(String) : [];
}

describe("ArgoApplication", () => {
  it("is an Application with automated sync, inline patches and a finalizer that deletes its objects", async () => {
    const { inputs, options } = only(await application(), applicationType);
    expect(inputs.metadata).toMatchObject({
      name: "training-operator",
      namespace: "argocd",
      finalizers: ["resources-finalizer.argocd.argoproj.io"],
    });
    expect(inputs.spec).toMatchObject({
      project: "platform",
      destination: { server: "https://kubernetes.default.svc", namespace: "kubeflow" },
      source: {
        repoURL: repository,
        targetRevision: "v1.9.4",
        path: "manifests/base",
        kustomize: {
          patches: [
            {
              target: { kind: "Deployment", name: "operator" },
              patch: '[{"op":"remove","path":"/spec/replicas"}]',
            },
            {
              target: { kind: "Service" },
              patch: '{"apiVersion":"v1","kind":"Service","metadata":{"name":"one","labels":{"a":"b"}}}',
            },
          ],
        },
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
    expect(options.customTimeouts).toEqual({ create: "20m", update: "20m", delete: "20m" });
  });

  it("waits until this source is synced, its operation has succeeded and all objects are healthy", async () => {
    const { spec } = only(await application(), applicationType).inputs;
    const source = isJsonObject(spec) && isJsonObject(spec.source) ? spec.source : {};
    expect(source.name).toMatch(/^[0-9a-f]{16}$/);
    expect(await waitsUntil()).toEqual([
      `jsonpath={.status.sync.comparedTo.source.name}=${source.name}`,
      "jsonpath={.status.sync.status}=Synced",
      "jsonpath={.status.operationState.phase}=Succeeded",
      "jsonpath={.status.health.status}=Healthy",
    ]);
  });

  it.each<[string, Partial<ArgoApplicationArgs>]>([
    ["revision", { revision: "v1.9.5" }],
    ["patches", { patches: [] }],
    ["images", { images: ["a=b:1"] }],
  ])("waits anew after a change of its %s", async (_, changes) => {
    expect((await waitsUntil(changes))[0]).not.toBe((await waitsUntil())[0]);
  });

  it.each(["main", "HEAD", "release-1", "1a2b3c4"])("rejects the revision %s, which can move", async (revision) => {
    await expect(application({ revision })).rejects.toThrow(
      `the revision of Application training-operator must be a version tag or a full commit hash: "${revision}" can move\n  fix: use a tag such as v1.9.4, or a commit of 40 characters`,
    );
  });

  it("rejects a repository and a namespace that its project does not list", async () => {
    await expect(application({ repository: "https://github.com/other/one" })).rejects.toThrow(
      "the repository of Application training-operator must be one of project platform: https://github.com/other/one is not listed\n" +
        "  fix: add it to the repositories of the project",
    );
    await expect(application({ destinationNamespace: "default" })).rejects.toThrow(
      "the namespace of Application training-operator must be one of project platform: default is not listed\n" +
        "  fix: add it to the namespaces of the project",
    );
  });
});
