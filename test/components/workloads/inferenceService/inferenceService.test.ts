import { beforeAll, describe, expect, it } from "vitest";
import {
  InferenceService,
  type InferenceServiceArgs,
} from "../../../../components/workloads/inferenceService/inferenceService";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { issuesOf } from "../../../support/issues";
import { all, only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const serviceType = "kubernetes:serving.kserve.io/v1beta1:InferenceService";
const scalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const jobType = "kubernetes:batch/v1:Job";
const bucket = "s3://mlops-111122223333-us-west-2-artifacts/teams/vision";
const pods = { "serving.kserve.io/inferenceservice": "churn", component: "predictor" };

function served(changes: Partial<InferenceServiceArgs> = {}): Promise<Registration[]> {
  return recordComponent(() => churn(changes));
}

function churn(changes: Partial<InferenceServiceArgs>): InferenceService {
  return new InferenceService("churn", {
    workspace: teamWorkspace(),
    model: { format: "sklearn", version: 3 },
    canary: [{ trafficPercent: 20, model: { version: 4 } }],
    ...changes,
  });
}

function problemsOf(changes: Partial<InferenceServiceArgs>): Promise<string[]> {
  return issuesOf(() => churn(changes));
}

const spec = (resources: Registration[], type: string, name?: string) => only(resources, type, name).inputs.spec;

describe("InferenceService", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await served();
  });

  it("uses the workspace's provider", () => {
    const own = resources.filter(({ name }) => /^churn(-|$)/.test(name));
    const providers = new Set(own.filter(({ custom }) => custom).map(({ provider }) => provider));
    expect([...providers]).toEqual(["urn:pulumi:test::mlops::pulumi:providers:kubernetes::kubernetes"]);
  });

  it("is in the mode Standard, without KServe's autoscaler, and is not awaited by its condition", () => {
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

  it("reads each version from the team's part of the bucket", () => {
    expect(spec(resources, serviceType)).toMatchObject({
      predictor: { name: "v3", model: { storageUri: `${bucket}/models/churn/3/` } },
      canary: [{ trafficPercent: 20, predictor: { name: "v4", model: { storageUri: `${bucket}/models/churn/4/` } } }],
    });
  });

  it("limits requests at the gateway by its own requestSeconds, for canaries too", async () => {
    expect(spec(resources, serviceType)).toMatchObject({ predictor: { timeout: 60 } });
    const slow = spec(await served({ requestSeconds: 900 }), serviceType);
    expect(slow).toMatchObject({ predictor: { timeout: 900 } });
    // A canary has no route of its own.
    expect(Object(slow).canary[0].predictor).not.toHaveProperty("timeout");
  });

  it.each([0, 3601, 1.5])("refuses %d requestSeconds", async (requestSeconds) => {
    const whole = Number.isInteger(requestSeconds);
    expect(await problemsOf({ requestSeconds })).toEqual([
      `requestSeconds: must be a whole number${whole ? " from 1 to 3600" : ""}; use a whole number from 1 to 3600, such as 120`,
    ]);
  });

  it("scales each version separately, a canary from its share of the minimum", () => {
    const scaled = all(resources, scalerType).map(({ inputs }) => {
      const { scaleTargetRef, minReplicas, maxReplicas } = Object(inputs.spec);
      return [scaleTargetRef.name, minReplicas, maxReplicas];
    });
    expect(scaled).toEqual([
      ["churn-v3-predictor", 2, 10],
      ["churn-v4-predictor", 1, 10],
    ]);
  });

  it("waits with a Job until each version responds", () => {
    const jobs = all(resources, jobType);
    const asked = jobs.map(({ inputs }) => Object(inputs.spec).template.spec.containers[0].args);
    expect(asked.map(([deployment, , url, podSeconds]) => [deployment, url, podSeconds])).toEqual([
      ["churn-v3-predictor", "http://churn-v3-predictor/v2/health/ready", "1860"],
      ["churn-v4-predictor", "http://churn-v4-predictor/v2/health/ready", "1860"],
    ]);
    expect(jobs.filter((job) => !waitsFor(resources, job, only(resources, serviceType)))).toEqual([]);
    expect(jobs.map(({ options }) => options.customTimeouts)).toEqual([{ create: "159m" }, { create: "159m" }]);
  });

  it("waits as long as a model that takes an hour to load may need", async () => {
    const slow = await served({ loadSeconds: 3600 });
    const { startupProbe } = Object(spec(slow, serviceType)).predictor.model;
    const jobs = all(slow, jobType).map(({ inputs }) => Object(inputs.spec).activeDeadlineSeconds);
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(7200);
    expect(jobs).toEqual([37_540, 37_540]);
    expect(all(slow, jobType).map(({ options }) => options.customTimeouts)).toEqual([
      { create: "631m" },
      { create: "631m" },
    ]);
  });

  it("refuses a timeout that ends before a version can answer", async () => {
    expect(await problemsOf({ loadSeconds: 3600, timeoutMinutes: 30 })).toEqual([
      "timeoutMinutes: must be at least 626: an update replaces a quarter of the pods at a time, and each may need a new node, the download of the model and twice loadSeconds; use 626 or more, or remove timeoutMinutes",
    ]);
    expect(await problemsOf({ loadSeconds: 3600, timeoutMinutes: 626 })).toEqual([]);
    const large = { trafficPercent: 10, model: { version: 4, sizeGibibytes: 100 } };
    expect(await problemsOf({ canary: [large], timeoutMinutes: 60 })).toEqual([
      "timeoutMinutes: must be at least 673: an update replaces a quarter of the pods at a time, and each may need a new node, the download of the model and twice loadSeconds; use 673 or more, or remove timeoutMinutes",
    ]);
  });

  it("is deleted only after its pods have completed their requests", async () => {
    expect(only(await served({ requestSeconds: 3600 }), serviceType).options.customTimeouts).toEqual({ delete: "66m" });
  });

  it("limits the disk space of each version's files", async () => {
    const model = { format: "sklearn", version: 3, sizeGibibytes: 20 } as const;
    const canary = [
      { trafficPercent: 10, model: { version: 4 } },
      { trafficPercent: 10, model: { version: 5, sizeGibibytes: 0.5 } },
    ];
    const version = (size: string) => ({
      model: { resources: { requests: { "ephemeral-storage": size } } },
      volumes: [{ name: "kserve-provision-location", emptyDir: { sizeLimit: size } }],
    });
    expect(spec(await served({ model, canary }), serviceType)).toMatchObject({
      predictor: version("20Gi"),
      canary: [{ predictor: version("20Gi") }, { predictor: version("512Mi") }],
    });
    expect(await problemsOf({ model: { ...model, sizeGibibytes: 0 } })).toEqual([
      "model.sizeGibibytes: must be a number of GiB above 0 that is a whole number of MiB; use a number such as 0.5 or 4",
    ]);
  });

  it("waits again for a changed version, and not for a changed share", async () => {
    const jobOf = async (changes: Partial<InferenceServiceArgs>) =>
      spec(await served(changes), jobType, "churn-v3-ready");
    const before = spec(resources, jobType, "churn-v3-ready");
    expect(await jobOf({ canary: [] })).toEqual(before);
    expect(await jobOf({ canary: [{ trafficPercent: 50, model: { version: 4 } }] })).toEqual(before);
    expect(await jobOf({ resources: { vcpus: 2 } })).not.toEqual(before);
    expect(await jobOf({ model: { format: "sklearn", version: 3, prefix: "other" } })).not.toEqual(before);
  });

  it("keeps the canary's objects in a promotion, except its number of pods", async () => {
    const promoted = await served({ model: { format: "sklearn", version: 4 }, canary: [] });
    expect(spec(promoted, serviceType)).toMatchObject({ predictor: { name: "v4" } });
    expect(spec(promoted, serviceType)).not.toHaveProperty("canary");
    expect(spec(promoted, jobType, "churn-v4-ready")).toEqual(spec(resources, jobType, "churn-v4-ready"));
    const modelOf = (some: Registration[]) => Object(spec(some, serviceType));
    expect(modelOf(promoted).predictor.model).toEqual(modelOf(resources).canary[0].predictor.model);
  });

  it("has network policy, disruption budget and monitor for all versions", () => {
    expect(spec(resources, "kubernetes:policy/v1:PodDisruptionBudget")).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: pods },
    });
    expect(spec(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "churn-allow-from")).toMatchObject({
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

  it("reports all problems at once", async () => {
    const reported = await problemsOf({
      model: { format: "sklearn", version: 0, prefix: "/models" },
      canary: [
        { trafficPercent: 70, model: { version: 4 }, minimumReplicas: 11 },
        { trafficPercent: 40.5, model: { version: 4, prefix: "a/../b" } },
      ],
      replicas: { minimum: 0, maximum: 10 },
      timeoutMinutes: 0,
    });
    expect(reported).toEqual([
      "model.version: must be a whole number from 1 to 99999; use a whole number from 1 to 99999",
      "model.prefix: must be a folder in the team's part of the bucket; use names with slashes between them, such as models/churn",
      "canary[1].trafficPercent: must be a whole number; use a whole number from 0 to 100, such as 10",
      "canary[1].model.prefix: must be a folder in the team's part of the bucket; use names with slashes between them, such as models/churn",
      "timeoutMinutes: must be a whole number from 1 to 10080; use a whole number from 1 to 10080, such as 240",
      "replicas.minimum: must be a whole number from 1 to 10000; use a whole number from 1 to 10000, such as 2",
    ]);
  });

  it("rejects canaries that are valid alone but invalid together", async () => {
    const canary = [
      { trafficPercent: 70, model: { version: 4 }, minimumReplicas: 11 },
      { trafficPercent: 40, model: { version: 4 } },
    ];
    expect(await problemsOf({ canary })).toEqual([
      "canary[1].model.version: must be unique: version 4 is already served; use another version, or remove the canary",
      "canary[0].minimumReplicas: must be at most replicas.maximum, 10; use a whole number from 1 to 10",
      "canary: must have a total trafficPercent of at most 100, not 110; reduce trafficPercent: the stable version gets the rest",
    ]);
  });

  it("rejects model files among prediction logs, which servers may not read", async () => {
    const model = { format: "sklearn", version: 3, prefix: "predictions" } as const;
    const canary = [{ trafficPercent: 10, model: { version: 4, prefix: "predictions/churn" } }];
    const reason =
      "must not be in predictions: servers may not read prediction logs; use another folder, such as models/churn";
    expect(await problemsOf({ model, canary })).toEqual([
      `model.prefix: ${reason}`,
      `canary[0].model.prefix: ${reason}`,
    ]);
    expect(await problemsOf({ model: { ...model, prefix: "predictions-model" } })).toEqual([]);
  });

  it("rejects a canary of the stable version", async () => {
    expect(await problemsOf({ canary: [{ trafficPercent: 10, model: { version: 3 } }] })).toEqual([
      "canary[0].model.version: must be unique: version 3 is already served; use another version, or remove the canary",
    ]);
  });

  it("rejects a name that is too long for the gateway's host", async () => {
    const name = "a".repeat(42);
    expect(await problemsOf({ name })).toEqual([
      "name: must be at most 41 lower-case letters, digits and hyphens, a letter first; pass another name",
    ]);
    expect(await problemsOf({ name: "a".repeat(41) })).toEqual([]);
  });
});
