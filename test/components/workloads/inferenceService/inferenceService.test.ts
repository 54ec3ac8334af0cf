import { beforeAll, describe, expect, it } from "vitest";
import {
  InferenceService,
  type InferenceServiceArgs,
} from "../../../../components/workloads/inferenceService/inferenceService";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { all, only, recordComponent, typesAndNames } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const serviceType = "kubernetes:serving.kserve.io/v1beta1:InferenceService";
const scalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const jobType = "kubernetes:batch/v1:Job";
const bucket = "s3://mlops-111122223333-eu-west-1-artifacts/teams/vision";
const pods = { "serving.kserve.io/inferenceservice": "churn", component: "predictor" };

function served(changes: Partial<InferenceServiceArgs> = {}): Promise<Registration[]> {
  return recordComponent(
    () =>
      new InferenceService("churn", {
        workspace: teamWorkspace(),
        model: { format: "sklearn", version: 3 },
        canary: [{ trafficPercent: 20, model: { version: 4 } }],
        ...changes,
      }),
  );
}

async function problemsOf(changes: Partial<InferenceServiceArgs>): Promise<string> {
  try {
    await served(changes);
  } catch (error) {
    return String(error);
  }
  return "";
}

const spec = (resources: Registration[], type: string, name?: string) => only(resources, type, name).inputs.spec;

describe("InferenceService", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await served();
  });

  it("has exactly these children, by the workspace's provider", () => {
    const own = resources.filter(({ name }) => /^churn(-|$)/.test(name));
    expect(typesAndNames(own)).toEqual([
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler churn-v3-autoscaler",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler churn-v4-autoscaler",
      "kubernetes:batch/v1:Job churn-v3-ready",
      "kubernetes:batch/v1:Job churn-v4-ready",
      "kubernetes:monitoring.coreos.com/v1:PodMonitor churn-monitor",
      "kubernetes:monitoring.coreos.com/v1:PrometheusRule churn-alerts-churn-service-levels",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy churn-callers",
      "kubernetes:policy/v1:PodDisruptionBudget churn-disruption-budget",
      "kubernetes:serving.kserve.io/v1beta1:InferenceService churn-service",
      "mlops:index:AlertRules churn-alerts",
      "mlops:index:InferenceService churn",
    ]);
    const providers = new Set(own.filter(({ custom }) => custom).map(({ provider }) => provider));
    expect([...providers]).toEqual(["urn:pulumi:test::mlops::pulumi:providers:kubernetes::kubernetes"]);
  });

  it("is in the mode Standard, leaves the number of pods to us, and is not waited for by its condition", () => {
    expect(only(resources, serviceType).inputs.metadata).toMatchObject({
      name: "churn",
      namespace: "vision",
      annotations: {
        "serving.kserve.io/deploymentMode": "Standard",
        "serving.kserve.io/autoscalerClass": "external",
        modelFormat: "sklearn",
      },
    });
    expect(Object(only(resources, serviceType).inputs.metadata).annotations).not.toHaveProperty("pulumi.com/waitFor");
  });

  it("reads the team's part of the bucket, each version by itself", () => {
    expect(spec(resources, serviceType)).toMatchObject({
      predictor: { name: "v3", model: { storageUri: `${bucket}/models/churn/3/` } },
      canary: [{ trafficPercent: 20, predictor: { name: "v4", model: { storageUri: `${bucket}/models/churn/4/` } } }],
    });
  });

  it("scales each version by itself, a canary by its share at the least", () => {
    const scaled = all(resources, scalerType).map(({ inputs }) => {
      const { scaleTargetRef, minReplicas, maxReplicas } = Object(inputs.spec);
      return [scaleTargetRef.name, minReplicas, maxReplicas];
    });
    expect(scaled).toEqual([
      ["churn-v3-predictor", 2, 10],
      ["churn-v4-predictor", 1, 10],
    ]);
  });

  it("is there when each version answers, by a job that waits for it", () => {
    const jobs = all(resources, jobType);
    const asked = jobs.map(({ inputs }) => Object(inputs.spec).template.spec.containers[0].args);
    expect(asked).toEqual([
      ["http://churn-v3-predictor/v2/health/ready"],
      ["http://churn-v4-predictor/v2/health/ready"],
    ]);
    expect(jobs.filter((job) => !waitsFor(resources, job, only(resources, serviceType)))).toEqual([]);
    expect(jobs.map(({ options }) => options.customTimeouts)).toEqual([{ create: "35m" }, { create: "35m" }]);
  });

  it("waits anew for what has changed, and not for a share of requests", async () => {
    const jobOf = async (changes: Partial<InferenceServiceArgs>) =>
      spec(await served(changes), jobType, "churn-v3-ready");
    const before = spec(resources, jobType, "churn-v3-ready");
    expect(await jobOf({ canary: [] })).toEqual(before);
    expect(await jobOf({ canary: [{ trafficPercent: 50, model: { version: 4 } }] })).toEqual(before);
    expect(await jobOf({ resources: { vcpus: 2 } })).not.toEqual(before);
    expect(await jobOf({ model: { format: "sklearn", version: 3, prefix: "other" } })).not.toEqual(before);
  });

  it("promotes by names: what the canary has stays as it is, but for its number of pods", async () => {
    const promoted = await served({ model: { format: "sklearn", version: 4 }, canary: [] });
    expect(spec(promoted, serviceType)).toMatchObject({ predictor: { name: "v4" } });
    expect(spec(promoted, serviceType)).not.toHaveProperty("canary");
    expect(spec(promoted, jobType, "churn-v4-ready")).toEqual(spec(resources, jobType, "churn-v4-ready"));
    const modelOf = (some: Registration[]) => Object(spec(some, serviceType));
    expect(modelOf(promoted).predictor.model).toEqual(modelOf(resources).canary[0].predictor.model);
  });

  it("lets the gateway in and a node go, and shows figures, of all versions alike", () => {
    expect(spec(resources, "kubernetes:policy/v1:PodDisruptionBudget")).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: pods },
    });
    expect(spec(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "churn-callers")).toMatchObject({
      podSelector: { matchLabels: pods },
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "istio-ingress" } } }],
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
    });
    expect(spec(resources, "kubernetes:monitoring.coreos.com/v1:PodMonitor")).toEqual({
      selector: { matchLabels: pods },
      podTargetLabels: ["app"],
      podMetricsEndpoints: [{ port: "http", path: "/metrics", interval: "30s" }],
    });
  });

  it("tells all that is wrong at once", async () => {
    const told = await problemsOf({
      model: { format: "sklearn", version: 0, prefix: "/models" },
      canary: [
        { trafficPercent: 70, model: { version: 4 }, minimumReplicas: 11 },
        { trafficPercent: 40.5, model: { version: 4, prefix: "a/../b" } },
      ],
      replicas: { minimum: 0, maximum: 10 },
      timeoutMinutes: 0,
    });
    expect(told.split("\n")).toEqual([
      `Error: InferenceService "churn": model.version 0 is no version`,
      "  fix: use a whole number from 1 to 99999",
      `InferenceService "churn": model.prefix "/models" is no folder in the team's part of the bucket`,
      "  fix: use names with slashes between them, such as models/churn",
      `InferenceService "churn": canary[0].model.prefix "/models" is no folder in the team's part of the bucket`,
      "  fix: use names with slashes between them, such as models/churn",
      `InferenceService "churn": canary[0].minimumReplicas 11 is no number of pods up to replicas.maximum`,
      "  fix: use a whole number from 1 to 10",
      `InferenceService "churn": canary[1].model.prefix "a/../b" is no folder in the team's part of the bucket`,
      "  fix: use names with slashes between them, such as models/churn",
      `InferenceService "churn": canary[1].model.version 4 is served already: its predictor v4 would be there twice`,
      "  fix: use another version, or drop the canary",
      `InferenceService "churn": canary[1].trafficPercent 40.5 is no percentage`,
      "  fix: use a whole number from 0 to 100",
      `InferenceService "churn": canaries get 110.5 % of the requests together`,
      "  fix: give them 100 % at the most, the model the rest",
      `InferenceService "churn": timeoutMinutes 0 is no time to wait`,
      "  fix: use whole minutes from 1",
      `InferenceService "churn": replicas.minimum 0 is no number of pods that serve`,
      "  fix: use a whole number from 1: nothing keeps requests until a first pod is there",
    ]);
  });

  it("refuses a canary of the version that is served", async () => {
    expect(await problemsOf({ canary: [{ trafficPercent: 10, model: { version: 3 } }] })).toBe(
      'Error: InferenceService "churn": canary[0].model.version 3 is served already: its predictor v3 would be there twice\n' +
        "  fix: use another version, or drop the canary",
    );
  });

  it("refuses a name that is too long for the gateway's host", async () => {
    const name = "a".repeat(42);
    expect(await problemsOf({ name })).toContain(`name "${name}" is no name of an object: at most 41 `);
    expect(await problemsOf({ name: "a".repeat(41) })).toBe("");
  });
});
