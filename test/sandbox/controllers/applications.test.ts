import { describe, expect, it } from "vitest";
import { aggregatedApis } from "../../../sandbox/controllers/aggregatedApis";
import { applications } from "../../../sandbox/controllers/applications";
import { laboratory } from "./fakeCluster";

const application = { apiVersion: "argoproj.io/v1alpha1", kind: "Application", name: "katib", namespace: "argocd" };
const source = { repoURL: "https://example.com/katib.git", path: "manifests", targetRevision: "v1" };
const destination = { server: "https://kubernetes.default.svc", namespace: "kubeflow" };

describe("applications", () => {
  it("with automated sync are synced and healthy immediately, with a message that nothing was synced", async () => {
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

  it("without automated sync stay out of sync", async () => {
    const context = laboratory();
    context.api.put(application, { spec: { source, destination } });
    await applications.reconcile(context);
    expect((await context.api.read(application))?.status).toMatchObject({
      sync: { status: "OutOfSync" },
      health: { status: "Missing" },
    });
    expect((await context.api.read(application))?.status).not.toHaveProperty("operationState");
  });

  it("are compared again after a change of their source", async () => {
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

  it("are deleted after their own finalizer is removed, and no other finalizer", async () => {
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

  it("are deleted if a pod should serve them, and reported", async () => {
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
