import { describe, expect, it } from "vitest";
import { InferenceService } from "../../../../../components/workloads/inferenceService/inferenceService";
import { ModelService, type ModelServiceArgs } from "../../../../../components/workloads/modelService/modelService";
import { issuesOf, warningsOf } from "../../../../support/issues";
import { all, only, recordComponent } from "../../../../support/record";
import { teamWorkspace } from "../../../../support/workspace";

const scaledObjectType = "kubernetes:keda.sh/v1alpha1:ScaledObject";
const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

const server = (changes: Partial<ModelServiceArgs>) => () =>
  new ModelService("churn", {
    workspace: teamWorkspace(),
    image: "registry.example/server:1.4.0",
    model: { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` },
    ...changes,
  });

const gpu = { accelerator: "nvidia-l4", pool: "gpu-l4", replicas: { minimum: 2, maximum: 4 } } as const;

async function triggerOf(changes: Partial<ModelServiceArgs>) {
  const { inputs } = only(await recordComponent(server(changes)), scaledObjectType);
  return { inputs, trigger: JSON.parse(JSON.stringify(inputs)).spec.triggers[0] };
}

describe("autoscaling of a served model", () => {
  it("measures requests in flight with an accelerator, through KEDA", async () => {
    const { inputs, trigger } = await triggerOf(gpu);
    expect(trigger).toEqual({
      type: "prometheus",
      metricType: "AverageValue",
      metadata: {
        serverAddress: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
        query: 'sum(avg_over_time(model_requests_in_flight{namespace="vision",service="churn"}[2m]))',
        threshold: "8",
        ignoreNullValues: "false",
      },
    });
    expect(inputs).toMatchObject({
      metadata: {
        name: "churn",
        namespace: "vision",
        annotations: { "scaledobject.keda.sh/transfer-hpa-ownership": "true" },
      },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "churn" },
        minReplicaCount: 2,
        maxReplicaCount: 4,
        // Without the metric, pods are neither removed nor added.
        fallback: { failureThreshold: 8, replicas: 2, behavior: "currentReplicasIfHigher" },
        advanced: {
          horizontalPodAutoscalerConfig: {
            name: "churn",
            behavior: { scaleUp: { stabilizationWindowSeconds: 0 }, scaleDown: { stabilizationWindowSeconds: 600 } },
          },
        },
      },
    });
    expect(all(await recordComponent(server(gpu)), autoscalerType)).toEqual([]);
  });

  it("measures CPU without an accelerator, and what is asked for in any case", async () => {
    const resources = await recordComponent(server({}));
    expect(only(resources, autoscalerType).inputs).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 10 } });
    expect(all(resources, scaledObjectType)).toEqual([]);
    const { trigger } = await triggerOf({ replicas: { measure: "requests", requestsInFlight: 32 } });
    expect(trigger.metadata.threshold).toBe("32");
    const onCpu = await recordComponent(server({ ...gpu, replicas: { ...gpu.replicas, measure: "cpu" } }));
    expect(all(onCpu, autoscalerType)).toHaveLength(1);
  });

  it("measures the memory of the GPUs of the model's pods", async () => {
    const { trigger } = await triggerOf({ ...gpu, replicas: { ...gpu.replicas, measure: "gpuMemory" } });
    expect(trigger.metadata.threshold).toBe("80");
    expect(trigger.metadata.query).toMatch(
      /^sum\(avg by \(exported_pod\) \(.*exported_namespace="vision",exported_pod=~"churn-\[a-z0-9\]\+-\[a-z0-9\]\+".*DCGM_FI_DEV_FB_USED.*\)\)$/,
    );
  });

  it("refuses GPU memory without a GPU, and a transform of an object that does not exist", async () => {
    expect(await issuesOf(server({ replicas: { measure: "gpuMemory" } }))).toEqual([
      'replicas.measure: must not be gpuMemory without an accelerator of NVIDIA: only their memory is measured; use "requests" or "cpu"',
    ]);
    expect(await issuesOf(server({ ...gpu, transform: { autoscaler: { metadata: {} } } }))).toEqual([
      "transform.autoscaler: must not be set: the model scales by requests, and there is no such object; write transform.scaledObject",
    ]);
    expect(await issuesOf(server({ transform: { scaledObject: { metadata: {} } } }))).toEqual([
      "transform.scaledObject: must not be set: the model scales by cpu, and there is no such object; write transform.autoscaler",
    ]);
  });

  it("warns of CPU as the measure of a server with an accelerator", async () => {
    expect(await warningsOf(server({ ...gpu, replicas: { ...gpu.replicas, measure: "cpu" } }))).toEqual([
      'ModelService "churn": replicas.measure = "cpu" does not show the load of a server with nvidia-l4: its CPU can be idle while requests wait (fix: remove replicas.measure, or use "requests")',
    ]);
    expect(await warningsOf(server(gpu))).toEqual([]);
  });

  it("measures each version of an InferenceService by the queue of vLLM", async () => {
    const resources = await recordComponent(
      () =>
        new InferenceService("chat", {
          workspace: teamWorkspace(),
          model: { format: "huggingface", version: 3 },
          canary: [{ trafficPercent: 10, model: { version: 4 } }],
          ...gpu,
        }),
    );
    const scaled = all(resources, scaledObjectType);
    expect(scaled.map(({ inputs }) => JSON.parse(JSON.stringify(inputs)).spec)).toEqual([
      expect.objectContaining({
        minReplicaCount: 2,
        scaleTargetRef: expect.objectContaining({ name: "chat-v3-predictor" }),
      }),
      expect.objectContaining({
        minReplicaCount: 1,
        scaleTargetRef: expect.objectContaining({ name: "chat-v4-predictor" }),
      }),
    ]);
    expect(JSON.stringify(scaled[0]?.inputs)).toContain(
      '(sum(avg_over_time(vllm:num_requests_running{namespace=\\"vision\\",app=\\"isvc.chat-v3-predictor\\"}[2m])) + sum(avg_over_time(vllm:num_requests_waiting',
    );
  });

  it("refuses requests for a runtime that does not count them", async () => {
    const create = () =>
      new InferenceService("churn", {
        workspace: teamWorkspace(),
        model: { format: "sklearn", version: 3 },
        replicas: { measure: "requests" },
      });
    expect(await issuesOf(create)).toEqual([
      'replicas.measure: must not be requests for sklearn: its runtime exposes no requests in flight; use "cpu", or a ModelService',
    ]);
  });
});
