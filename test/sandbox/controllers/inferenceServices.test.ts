import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { inferenceServices } from "../../../sandbox/controllers/inferenceServices";
import { type Laboratory, laboratory } from "./fakeCluster";

const reference = {
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  name: "iris",
  namespace: "team",
};
const deployment = { apiVersion: "apps/v1", kind: "Deployment", namespace: "team" };
const stable = { ...deployment, name: "iris-predictor" };
const canary = { ...deployment, name: "iris-v2-predictor" };

const predictor = {
  serviceAccountName: "serving",
  nodeSelector: { pool: "gpu" },
  tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
  securityContext: { runAsNonRoot: true },
  storageContainerName: "team-models",
  deploymentStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
  model: {
    modelFormat: { name: "sklearn" },
    storageUri: "s3://bucket/v1",
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: { requests: { cpu: "2" }, limits: { "nvidia.com/gpu": "1" } },
  },
};

function serve(context: Laboratory, spec: JsonObject = { predictor }, annotations: Record<string, string> = {}): void {
  context.api.put(reference, { metadata: { annotations, labels: { "mlops.platform/team": "a" } }, spec });
}

async function roll(context: Laboratory, of: typeof stable, condition: JsonObject, availableReplicas = 0) {
  await context.api.patch(of, { status: { observedGeneration: 7, availableReplicas, conditions: [condition] } });
}

const available = { type: "Available", status: "True", reason: "MinimumReplicasAvailable", message: "up" };

async function conditions(context: Laboratory): Promise<Record<string, string>> {
  const status = (await context.api.read(reference))?.status ?? {};
  const list: unknown[] = Array.isArray(status.conditions) ? status.conditions : [];
  return Object.fromEntries(
    list.map((one) => (one instanceof Object && "type" in one && "status" in one ? [one.type, one.status] : [])),
  );
}

describe("inference-services", () => {
  it("get a Deployment with the predictor's placement and resources, without the init container that fetches the model", async () => {
    const context = laboratory();
    serve(context);
    await inferenceServices.reconcile(context);
    const labels = {
      "mlops.platform/team": "a",
      "serving.kserve.io/inferenceservice": "iris",
      component: "predictor",
      app: "isvc.iris-predictor",
    };
    const made = await context.api.read(stable);
    expect(made?.spec).toEqual({
      replicas: 1,
      strategy: predictor.deploymentStrategy,
      selector: { matchLabels: { app: "isvc.iris-predictor" } },
      template: {
        metadata: { labels, annotations: {} },
        spec: {
          serviceAccountName: "serving",
          nodeSelector: { pool: "gpu" },
          tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name: "kserve-container",
              image: "sandbox/serving-runtime",
              ports: predictor.model.ports,
              resources: {
                requests: { cpu: "2", memory: "2Gi" },
                limits: { cpu: "1", memory: "2Gi", "nvidia.com/gpu": "1" },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                privileged: false,
                runAsNonRoot: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    });
    expect(made?.metadata).toMatchObject({
      labels,
      ownerReferences: [{ kind: "InferenceService", name: "iris", uid: "uid-of-iris", controller: true }],
    });
    expect(
      (await context.api.read({ apiVersion: "v1", kind: "Service", ...{ name: "iris-predictor", namespace: "team" } }))
        ?.spec,
    ).toEqual({
      selector: { app: "isvc.iris-predictor" },
      ports: [{ name: "http", port: 80, protocol: "TCP", targetPort: 8080 }],
    });

    const before = context.api.changes.length;
    await inferenceServices.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("are ready after their Deployment, and report its generation, as upstream does", async () => {
    const context = laboratory();
    serve(context);
    await inferenceServices.reconcile(context);
    expect(await conditions(context)).toEqual({ PredictorReady: "False", IngressReady: "False", Ready: "False" });
    await roll(context, stable, available, 1);
    await inferenceServices.reconcile(context);
    expect(await conditions(context)).toEqual({ PredictorReady: "True", IngressReady: "True", Ready: "True" });
    const status = (await context.api.read(reference))?.status;
    expect(status).toMatchObject({ observedGeneration: 7 });
    // Upstream's CRD has no such field.
    expect(JSON.stringify(status?.conditions)).not.toContain("observedGeneration");
    const before = context.api.changes.length;
    await inferenceServices.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it.each([
    ["a Deployment that is not available", { ...available, status: "False" }, "False"],
    [
      "one that exceeded its deadline",
      { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" },
      "False",
    ],
    ["one that cannot create pods", { type: "ReplicaFailure", status: "True", reason: "FailedCreate" }, "False"],
    ["one that rolls out", { type: "Progressing", status: "True", reason: "ReplicaSetUpdated" }, "Unknown"],
    ["one that has rolled out", { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" }, "True"],
  ])("of %s", async (_, condition, expected) => {
    const context = laboratory();
    serve(context);
    await inferenceServices.reconcile(context);
    await roll(context, stable, condition);
    await inferenceServices.reconcile(context);
    expect(await conditions(context)).toMatchObject({ PredictorReady: expected });
  });

  it("get a Deployment for each canary, which inherits unset fields from the stable predictor", async () => {
    const context = laboratory();
    const canaries = [
      {
        trafficPercent: 20,
        predictor: { name: "v2", model: { name: "", storageUri: "s3://bucket/v2", args: ["--x"] } },
      },
    ];
    serve(context, { predictor: { ...predictor, minReplicas: 4 }, canary: canaries });
    await inferenceServices.reconcile(context);
    expect((await context.api.read(stable))?.spec).toMatchObject({ replicas: 3 });
    expect((await context.api.read(canary))?.spec).toMatchObject({
      replicas: 1,
      template: {
        spec: {
          nodeSelector: { pool: "gpu" },
          containers: [{ args: ["--x"], resources: { limits: { "nvidia.com/gpu": "1" } } }],
        },
      },
    });
    expect(await conditions(context)).toMatchObject({ CanaryPredictorReady: "False" });
    await roll(context, canary, available, 1);
    await inferenceServices.reconcile(context);
    expect(await conditions(context)).toMatchObject({ CanaryPredictorReady: "True", Ready: "False" });
    expect((await context.api.read(reference))?.status?.canaryStatuses).toEqual([
      { name: "v2", trafficPercent: 20, ready: true },
    ]);
  });

  it("keep the pods of a promoted canary, and delete those of the previous version", async () => {
    const context = laboratory();
    const version = (name: string) => ({ ...predictor, name });
    const next = [{ trafficPercent: 10, predictor: { name: "v2", model: {} } }];
    const external = { "serving.kserve.io/autoscalerClass": "external" };
    serve(context, { predictor: version("v1"), canary: next }, external);
    await inferenceServices.reconcile(context);
    const before = await context.api.read(canary);
    expect(before?.spec).not.toHaveProperty("replicas");
    serve(context, { predictor: version("v2") }, external);
    await inferenceServices.reconcile(context);
    expect(await context.api.read(canary)).toEqual(before);
    expect(await context.api.read({ ...deployment, name: "iris-v1-predictor" })).toBeUndefined();
    expect(await conditions(context)).not.toHaveProperty("CanaryPredictorReady");
  });

  it("are deleted after KServe has removed its finalizer", async () => {
    const context = laboratory();
    serve(context);
    await inferenceServices.reconcile(context);
    expect((await context.api.read(reference))?.metadata.finalizers).toEqual(["inferenceservice.finalizers"]);
    await context.api.delete(reference);
    expect(await context.api.read(reference)).toBeDefined();
    await inferenceServices.reconcile(context);
    expect(await context.api.read(reference)).toBeUndefined();
  });
});
