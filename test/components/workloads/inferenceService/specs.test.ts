import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyModel, modelStorageSpec } from "../../../../components/kserve/modelStorage";
import { inferenceServiceSpec } from "../../../../components/workloads/inferenceService/inferenceServiceSpec";
import { predictors } from "../../../../components/workloads/inferenceService/storedModel";

describe("an InferenceService's spec", () => {
  const args: Parameters<typeof inferenceServiceSpec<string>>[0] = {
    service: "text",
    predictors: predictors({
      service: "text",
      model: { format: "huggingface", version: 1, sizeGibibytes: 40 },
      canary: [{ trafficPercent: 5, model: { version: 2, sizeGibibytes: 60 } }],
      minimumReplicas: 2,
    }),
    storageUri: (below) => `s3://bucket/${below}`,
    fingerprintOf: ({ name }) => `content-of-${name}`,
    serviceAccount: "serving",
    size: { vcpus: 4, memoryGibibytes: 16 },
    placement: {
      nodeSelector: { "mlops.platform/accelerator": "l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      resources: { "nvidia.com/gpu": "1" },
      pools: ["gpu"],
      problems: [],
    },
    loadSeconds: 300,
    requestSeconds: 120,
    endpoint: { port: 8080, ready: "/v2/health/ready", live: "/v2/health/live" },
    environment: { LOG_LEVEL: "debug" },
    secrets: { HF_TOKEN: { secret: "hugging-face", key: "token" } },
  };
  const spec = inferenceServiceSpec(args);
  const ready = { path: "/v2/health/ready", port: 8080 };
  const volumes = (sizeLimit: string) => [
    { name: "kserve-provision-location", emptyDir: { sizeLimit } },
    { name: "devshm", emptyDir: { medium: "Memory", sizeLimit: "4Gi" } },
  ];
  const model = (version: number, disk: string) => ({
    name: "",
    modelFormat: { name: "huggingface" },
    runtime: "kserve-huggingfaceserver",
    protocolVersion: "v2",
    storageUri: `s3://bucket/models/text/${version}/`,
    env: [
      { name: "OMP_NUM_THREADS", value: "4" },
      { name: "RAYON_NUM_THREADS", value: "4" },
      { name: "TF_NUM_INTEROP_THREADS", value: "4" },
      { name: "TF_NUM_INTRAOP_THREADS", value: "4" },
      { name: "LOG_LEVEL", value: "debug" },
      { name: "HF_TOKEN", valueFrom: { secretKeyRef: { name: "hugging-face", key: "token" } } },
    ],
    ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
    resources: {
      requests: { cpu: "4", memory: "16Gi", "nvidia.com/gpu": "1", "ephemeral-storage": disk },
      limits: { cpu: "4", memory: "16Gi", "nvidia.com/gpu": "1" },
    },
    startupProbe: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 120 },
    readinessProbe: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    livenessProbe: {
      httpGet: { path: "/v2/health/live", port: 8080 },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
    lifecycle: { preStop: { sleep: { seconds: 100 } } },
    volumeMounts: [{ name: "devshm", mountPath: "/dev/shm" }],
  });

  it("contains all fields of the stable version", () => {
    const spreadOver = (topologyKey: string) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: {
        matchLabels: { "serving.kserve.io/inferenceservice": "text", component: "predictor" },
      },
      matchLabelKeys: ["pod-template-hash"],
    });
    expect(spec.predictor).toEqual({
      name: "v1",
      annotations: { "mlops.platform/fingerprint": "content-of-v1" },
      deploymentStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      storageContainerName: "team-models",
      serviceAccountName: "serving",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      nodeSelector: { "mlops.platform/accelerator": "l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      topologySpreadConstraints: [spreadOver("topology.kubernetes.io/zone"), spreadOver("kubernetes.io/hostname")],
      timeout: 120,
      terminationGracePeriodSeconds: 130,
      model: model(1, "40Gi"),
      volumes: volumes("40Gi"),
    });
  });

  it("has a canary with none of the fields that KServe's webhook refuses", () => {
    const annotations = { "mlops.platform/fingerprint": "content-of-v2" };
    const predictor = { name: "v2", annotations, model: model(2, "60Gi"), volumes: volumes("60Gi") };
    expect(spec).toHaveProperty("canary", [{ trafficPercent: 5, predictor }]);
  });
});

describe("predictors", () => {
  it("have shares with a sum of 100, at least one pod each, and distinct paths", () => {
    const shares = fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 4 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 20 }), (percents, minimumReplicas) => {
        const found = predictors({
          service: "a",
          model: { format: "sklearn", version: 1, sizeGibibytes: 5 },
          canary: percents.map((trafficPercent, index) => ({ trafficPercent, model: { version: index + 10 } })),
          minimumReplicas,
        });
        expect(found.reduce((sum, { trafficPercent }) => sum + trafficPercent, 0)).toBe(100);
        expect(found.every((one) => one.minimumReplicas >= 1 && one.minimumReplicas <= minimumReplicas)).toBe(true);
        // S3 finds by beginnings: none may be another's.
        const paths = found.map(({ path: below }) => below);
        expect(paths.filter((one) => paths.filter((other) => other.startsWith(one)).length > 1)).toEqual([]);
      }),
    );
  });
});

describe("ModelStorage", () => {
  it("is a restricted container with the AWS client", () => {
    expect(modelStorageSpec("aws-cli:1", "us-west-2")).toEqual({
      supportedUriFormats: [{ prefix: "s3://" }],
      workloadType: "initContainer",
      supportsMultiModelDownload: false,
      container: {
        name: "storage-initializer",
        image: "aws-cli:1",
        command: ["/bin/sh", "-ec", copyModel],
        env: [
          { name: "HOME", value: "/tmp" },
          { name: "AWS_REGION", value: "us-west-2" },
          { name: "AWS_DEFAULT_REGION", value: "us-west-2" },
        ],
        resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
          seccompProfile: { type: "RuntimeDefault" },
        },
      },
    });
  });
});
