import { describe, expect, it } from "vitest";
import { scaledObjects } from "../../../sandbox/controllers/scaledObjects";
import { laboratory } from "./fakeCluster";

const scaledObject = { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", name: "churn", namespace: "vision" };
const autoscaler = { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", namespace: "vision" };

const spec = {
  scaleTargetRef: { name: "churn" },
  minReplicaCount: 2,
  maxReplicaCount: 4,
  triggers: [{ type: "prometheus", metadata: { query: "vector(1)", threshold: "8" } }],
};

describe("ScaledObjects", () => {
  it("have an autoscaler with their range, and are ready", async () => {
    const context = laboratory();
    context.api.put(scaledObject, { spec });
    await scaledObjects.reconcile(context);
    expect(await context.api.read({ ...autoscaler, name: "keda-hpa-churn" })).toMatchObject({
      metadata: { ownerReferences: [{ kind: "ScaledObject", name: "churn", controller: true }] },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "churn" },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [{ type: "External", external: { target: { type: "AverageValue", averageValue: "8" } } }],
      },
    });
    expect((await context.api.read(scaledObject))?.status).toMatchObject({
      conditions: [{ type: "Ready", status: "True" }],
    });
    const before = context.api.changes.length;
    await scaledObjects.reconcile(context);
    expect(context.api.changes).toHaveLength(before);
  });

  it("name the autoscaler as they say", async () => {
    const context = laboratory();
    const advanced = { horizontalPodAutoscalerConfig: { name: "churn" } };
    context.api.put(scaledObject, { spec: { ...spec, advanced } });
    await scaledObjects.reconcile(context);
    expect(await context.api.read({ ...autoscaler, name: "churn" })).toBeDefined();
  });
});
