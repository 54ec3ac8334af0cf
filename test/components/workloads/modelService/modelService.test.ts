import { beforeAll, describe, expect, it } from "vitest";
import { ModelService, type ModelServiceArgs } from "../../../../components/workloads/modelService/modelService";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { issuesOf } from "../../../support/issues";
import { only, recordComponent, typesAndNames } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const digest = `sha256:${"0a".repeat(32)}`;
const deploymentType = "kubernetes:apps/v1:Deployment";
const serviceType = "kubernetes:core/v1:Service";
const routeType = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const selector = { "app.kubernetes.io/name": "churn", "mlops.platform/workload": "ModelService" };

function served(changes: Partial<ModelServiceArgs> = {}): Promise<Registration[]> {
  return recordComponent(() => churn(changes));
}

function churn(changes: Partial<ModelServiceArgs>): ModelService {
  return new ModelService("churn", {
    workspace: teamWorkspace(),
    image: "registry.example/churn-server:1.4.0",
    model: { name: "churn", version: 3, digest },
    ...changes,
  });
}

function problemsOf(changes: Partial<ModelServiceArgs>): Promise<string[]> {
  return issuesOf(() => churn(changes));
}

describe("ModelService", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await served();
  });

  it("uses the workspace's provider and the team's namespace", () => {
    const own = resources.filter(({ name }) => /^churn(-|$)/.test(name));
    const providers = new Set(own.filter(({ custom }) => custom).map(({ provider }) => provider));
    expect([...providers]).toEqual(["urn:pulumi:test::mlops::pulumi:providers:kubernetes::kubernetes"]);
    const namespaces = own.filter(({ custom }) => custom).map(({ inputs }) => Object(inputs.metadata).namespace);
    expect(new Set(namespaces)).toEqual(new Set(["vision"]));
  });

  it("creates the Deployment after quota, script and network policies, and the Service after it", () => {
    const deployment = only(resources, deploymentType);
    const before = [
      only(resources, "kubernetes:core/v1:ResourceQuota"),
      only(resources, "kubernetes:core/v1:ServiceAccount", "t-serving-account"),
      only(resources, "kubernetes:core/v1:ConfigMap"),
      only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "churn-allow-from"),
    ];
    expect(before.filter((one) => !waitsFor(resources, deployment, one))).toEqual([]);
    expect(waitsFor(resources, only(resources, serviceType), deployment)).toBe(true);
    expect(deployment.options.customTimeouts).toEqual({ create: "134m", update: "134m", delete: "7m" });
  });

  it("has an autoscaler from 2 to 10 pods at 70 % of CPU", () => {
    expect(only(resources, deploymentType).inputs.spec).not.toHaveProperty("replicas");
    expect(only(resources, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec).toEqual({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "churn" },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    });
  });

  it("selects its pods by labels that no workload of another kind has", () => {
    expect(only(resources, serviceType).inputs.spec).toEqual({
      selector,
      ports: [{ name: "http", port: 80, targetPort: "http", appProtocol: "http" }],
    });
    expect(only(resources, "kubernetes:policy/v1:PodDisruptionBudget").inputs.spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: selector },
    });
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor").inputs.spec).toEqual({
      selector: { matchLabels: selector },
      endpoints: [{ port: "http", path: "/metrics", interval: "30s" }],
    });
    expect(only(resources, serviceType).inputs.metadata).toMatchObject({ labels: selector });
    expect(only(resources, deploymentType).inputs.spec).toMatchObject({
      selector: { matchLabels: selector },
      template: { metadata: { labels: selector } },
    });
  });

  it("allows ingress from the gateway and from the namespaces in allowFrom", async () => {
    const policyOf = (some: Registration[]) =>
      only(some, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "churn-allow-from").inputs.spec;
    const gateway = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "istio-ingress" } },
      podSelector: { matchLabels: { istio: "ingress-gateway" } },
    };
    const spec = { podSelector: { matchLabels: selector }, policyTypes: ["Ingress"] };
    const ports = [{ protocol: "TCP", port: 8080 }];
    expect(policyOf(resources)).toEqual({ ...spec, ingress: [{ from: [gateway], ports }] });
    const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    const named = await served({ allowFrom: { gateway: false, namespaces: ["shop"] } });
    expect(policyOf(named)).toEqual({ ...spec, ingress: [{ from: [shop], ports }] });
  });

  it("has a route for its host and for paths of the inference protocol only", async () => {
    expect(only(await served(), routeType).inputs.spec).toEqual({
      parentRefs: [
        { group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "istio-ingress", name: "platform" },
      ],
      hostnames: ["churn-vision.models.internal"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/v2" } }],
          timeouts: { request: "60s" },
          backendRefs: [{ group: "", kind: "Service", name: "churn", port: 80, weight: 1 }],
        },
      ],
    });
  });

  it("limits requests at the gateway by its own requestSeconds", async () => {
    expect(only(await served({ requestSeconds: 900 }), routeType).inputs.spec).toMatchObject({
      rules: [{ timeouts: { request: "900s" } }],
    });
  });

  it("has no network policy or route of its own if no other caller is allowed", async () => {
    const names = typesAndNames(await served({ allowFrom: { gateway: false } }));
    expect(names.filter((name) => /churn-(allow-from|route)$/.test(name))).toEqual([]);
  });

  it("selects nodes with its accelerator, and requests it", async () => {
    const gpu = await served({ accelerator: "nvidia-l4", replicas: { minimum: 2, maximum: 4 } });
    expect(only(gpu, deploymentType).inputs.spec).toMatchObject({
      template: {
        spec: {
          nodeSelector: { "mlops.platform/pool": "gpu-l4-shared", "mlops.platform/accelerator": "l4" },
          tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
          containers: [
            { resources: { requests: { "nvidia.com/gpu": "1" }, limits: { memory: "2Gi", "nvidia.com/gpu": "1" } } },
          ],
        },
      },
    });
  });

  it("applies its transform", async () => {
    const changed = await served({
      transform: {
        deployment: (args) => {
          args.metadata = { ...args.metadata, annotations: { note: "one" } };
        },
      },
    });
    expect(only(changed, deploymentType).inputs.metadata).toMatchObject({ annotations: { note: "one" } });
  });

  it("reports all problems at once", async () => {
    const reported = await problemsOf({
      image: "registry.example/churn-server:latest",
      model: { name: "team/churn", version: 0, digest: "sha256:0A", sizeGibibytes: 0 },
      loadSeconds: -1,
      shutdownSeconds: 0.5,
      replicas: { minimum: 3, maximum: 2, cpuPercent: 0 },
      minAvailable: 3,
      resources: { vcpus: 0, memoryGibibytes: 0.3 },
      environment: { MODEL_PATH: "/here", "A B": "1", KEY: "plain" },
      secrets: { KEY: { secret: "keys", key: "key" } },
      allowFrom: { namespaces: ["Shop"] },
      objectives: { availabilityPercent: 100, latencyPercent: 90, latencySeconds: JSON.parse("0.3") },
      accelerator: "nvidia-t4",
    });
    expect(reported).toEqual([
      "image: must name a version: latest may be another image tomorrow; name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
      "model.name: must be the name of a registered model, without / and :, that does not begin with -; use the name of the registered model, without : and /",
      "model.version: must be a whole number from 1 to 2147483647; use the number of a registered version, from 1",
      "model.digest: must be sha256: and 64 hexadecimal digits; use the output of fetch_model.py --print NAME VERSION",
      "model.sizeGibibytes: must be a number of GiB above 0 that is a whole number of MiB; use a number such as 0.5 or 4",
      "shutdownSeconds: must be a whole number; use a whole number from 0 to 3600, such as 30",
      "loadSeconds: must be a number of seconds from 0 to 3600; use seconds from 0 to 3600, such as 60",
      "replicas.cpuPercent: must be a whole number from 1 to 100; use a whole number from 1 to 100, such as 70",
      "resources.vcpus: must be a number of vCPUs above 0 with at most three decimals; use a number such as 0.5 or 2",
      "resources.memoryGibibytes: must be a number of GiB above 0 that is a whole number of MiB; use a number such as 0.5 or 4",
      'allowFrom.namespaces[0]: must be the name of a namespace; use the name of a namespace, such as "shop"',
      "objectives.availabilityPercent: must be a number from 94 to below 100: otherwise there is no error budget, or one so large that no alert could fire; use a number from 94 to below 100, such as 99.5",
      "objectives.latencyPercent: must be a number from 94 to below 100: otherwise there is no error budget, or one so large that no alert could fire; use a number from 94 to below 100, such as 99.5",
      "objectives.latencySeconds: must be one of 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10; use one of them",
      "replicas.maximum: must be at least replicas.minimum, 3; use a whole number from 3",
      "minAvailable: must be less than replicas.minimum, 3: otherwise no node with one of its pods could drain; use less than replicas.minimum, or remove minAvailable",
      "accelerator: must be an accelerator of a pool; use one of nvidia-l4, nvidia-h100",
      "environment.MODEL_PATH: must not be set: the platform sets it; remove it",
      "environment.A B: must be the name of an environment variable; use letters, digits and _, and do not start with a digit",
      "secrets.KEY: must be in environment or in secrets, not in both; remove it from one of them",
    ]);
  });

  it("counts the additional pods of an update in the quota of accelerators", async () => {
    expect(await problemsOf({ accelerator: "nvidia-l4", replicas: { minimum: 8, maximum: 8 } })).toEqual([
      "acceleratorCount: must fit the team's quota: 10 pods during an update together request 10 nvidia.com/gpu, and the quota of team vision is 8; use replicas.minimum of at most 6, or raise mlops:teams.vision.gpus to 10 or more",
    ]);
  });

  it("accepts a single pod, and rejects a budget that blocks its eviction", async () => {
    const budgetOf = (some: Registration[]) => only(some, "kubernetes:policy/v1:PodDisruptionBudget").inputs.spec;
    expect(budgetOf(await served({ replicas: { minimum: 1 } }))).toMatchObject({ maxUnavailable: 1 });
    expect(await problemsOf({ replicas: { minimum: 1 }, minAvailable: 1 })).toEqual([
      "minAvailable: must be less than replicas.minimum, 1: otherwise no node with one of its pods could drain; use less than replicas.minimum, or remove minAvailable",
    ]);
    expect(budgetOf(await served({ minAvailable: 1 }))).toMatchObject({ minAvailable: 1 });
  });
});
