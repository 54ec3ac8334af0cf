import { describe, expect, it } from "vitest";
import { aggregatedApis } from "../../../sandbox/controllers/aggregatedApis";
import { applications } from "../../../sandbox/controllers/applications";
import { laboratory } from "./fakeCluster";

const application = { apiVersion: "argoproj.io/v1alpha1", kind: "Application", name: "katib", namespace: "argocd" };
const source = { repoURL: "https://example.com/katib.git", path: "manifests", targetRevision: "v1" };
const destination = { server: "https://kubernetes.default.svc", namespace: "kubeflow" };

describe("applications", () => {
  it("are synced and healthy at once where they sync by themselves, and say that nothing was", async () => {
    const context = laboratory();
    context.api.put(application, { spec: { source, destination, syncPolicy: { automated: {} } } });
    await applications.reconcile(context);
    expect((await context.api.read(application))?.status).toMatchObject({
      sync: { status: "Synced", comparedTo: { source, destination } },
      health: { status: "Healthy" },
      operationState: { phase: "Succeeded", message: "sandbox: nothing was synced", startedAt: "2026-02-03T04:05:06Z" },
    });
    await applications.reconcile(context);
    expect(context.api.changes).toEqual(["patch Application katib"]);
  });

  it("are out of sync for ever where they do not", async () => {
    const context = laboratory();
    context.api.put(application, { spec: { source, destination } });
    await applications.reconcile(context);
    expect((await context.api.read(application))?.status).toMatchObject({
      sync: { status: "OutOfSync" },
      health: { status: "Missing" },
    });
    expect((await context.api.read(application))?.status).not.toHaveProperty("operationState");
  });

  it("are compared anew with a changed source", async () => {
    const context = laboratory();
    const spec = { source, destination, syncPolicy: { automated: {} } };
    context.api.put(application, { spec });
    await applications.reconcile(context);
    await context.api.patch(application, { spec: { source: { targetRevision: "v2" } } });
    await applications.reconcile(context);
    expect((await context.api.read(application))?.status).toMatchObject({
      sync: { comparedTo: { source: { targetRevision: "v2" } } },
    });
  });

  it("go once their finalizer is cleared, and nobody else's", async () => {
    const context = laboratory();
    const finalizers = ["resources-finalizer.argocd.argoproj.io/background", "somebody/else"];
    context.api.put(application, { metadata: { finalizers }, spec: { source, destination } });
    await context.api.delete(application);
    await applications.reconcile(context);
    expect((await context.api.read(application))?.metadata.finalizers).toEqual(["somebody/else"]);
  });
});

describe("aggregated-apis", () => {
  const metrics = { apiVersion: "apiregistration.k8s.io/v1", kind: "APIService", name: "v1beta1.metrics.k8s.io" };
  const apps = { ...metrics, name: "v1.apps" };

  it("are taken away where a pod should serve them, which is said", async () => {
    const context = laboratory();
    context.api.put(metrics, { spec: { service: { namespace: "kube-system", name: "metrics-server" } } });
    context.api.put(apps, { spec: {} });
    await aggregatedApis.reconcile(context);
    expect(context.reports).toEqual([
      "v1beta1.metrics.k8s.io was deleted: kube-system/metrics-server, which should serve it, does not run in the sandbox",
    ]);
    expect(await context.api.read(metrics)).toBeUndefined();
    expect(await context.api.read(apps)).toBeDefined();
  });
});
