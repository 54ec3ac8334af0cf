import { describe, expect, it } from "vitest";
import { serverDeploymentSpec } from "../../../../components/workloads/modelService/serverDeployment";
import { fetchScript, scriptFingerprint } from "../../../../components/workloads/registeredModel/modelFetch";

const digest = `sha256:${"0a".repeat(32)}`;
const selector = { app: "churn" };
const restricted = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

describe("the Deployment of a model server", () => {
  const args: Parameters<typeof serverDeploymentSpec>[0] = {
    model: { name: "churn", version: 3, digest, sizeGibibytes: 2 },
    image: "registry.example/churn:1",
    fetchImage: "mlflow:1",
    mlflowSecret: "mlflow-login",
    labels: { ...selector, more: "yes" },
    selector,
    serviceAccount: "serving",
    configMap: "churn-fetch-model",
    size: { vcpus: 0.5, memoryGibibytes: 4 },
    placement: { nodeSelector: {}, tolerations: [], resources: {}, pools: ["general"], problems: [] },
    loadSeconds: 90,
    requestSeconds: 50,
    shutdownSeconds: 20,
    predictionLogVariables: {},
    environment: { LOG_LEVEL: "info" },
    secrets: { API_KEY: { secret: "keys", key: "api" } },
  };
  const spec = serverDeploymentSpec(args);

  it("is updated with new pods first and a deadline, and sets no replicas", () => {
    const { template, ...rest } = spec;
    expect(rest).toEqual({
      selector: { matchLabels: selector },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      progressDeadlineSeconds: 1674,
    });
    expect(template).toMatchObject({
      metadata: {
        labels: { app: "churn", more: "yes" },
        annotations: { "mlops.platform/fetch-fingerprint": scriptFingerprint() },
      },
    });
  });

  it("has restricted and spread pods that finish current requests", () => {
    const spreadOver = (topologyKey: string) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selector },
      matchLabelKeys: ["pod-template-hash"],
    });
    const { initContainers, containers, ...pod } = Object(Object(spec.template).spec);
    expect(pod).toEqual({
      serviceAccountName: "serving",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        seccompProfile: { type: "RuntimeDefault" },
      },
      nodeSelector: {},
      tolerations: [],
      topologySpreadConstraints: [spreadOver("topology.kubernetes.io/zone"), spreadOver("kubernetes.io/hostname")],
      terminationGracePeriodSeconds: 60,
      volumes: [
        { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
        { name: "model", emptyDir: { sizeLimit: "2Gi" } },
        { name: "fetch-model", configMap: { name: "churn-fetch-model" } },
      ],
    });
    expect([initContainers.length, containers.length]).toEqual([1, 1]);
  });

  it("downloads the model by version and digest before the server starts", () => {
    expect(Object(Object(spec.template).spec).initContainers).toEqual([
      {
        name: "fetch-model",
        image: "mlflow:1",
        command: ["python", "/etc/fetch-model/fetch_model.py"],
        args: ["churn", "3", digest, "/mnt/models"],
        envFrom: [{ secretRef: { name: "mlflow-login" } }],
        env: [
          { name: "HOME", value: "/tmp" },
          { name: "FETCH_SECONDS", value: "142" },
          { name: "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", value: "false" },
          { name: "MLFLOW_DISABLE_TELEMETRY", value: "true" },
        ],
        resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
        securityContext: restricted,
        terminationMessagePolicy: "FallbackToLogsOnError",
        volumeMounts: [
          { name: "model", mountPath: "/mnt/models" },
          { name: "tmp", mountPath: "/tmp" },
          { name: "fetch-model", mountPath: "/etc/fetch-model", readOnly: true },
        ],
      },
    ]);
    expect(Object.keys(fetchScript())).toEqual(["fetch_model.py"]);
  });

  it("passes the model to the server, allows time to load it, and sends SIGTERM after new requests have stopped", () => {
    const ready = { path: "/v2/health/ready", port: "http" };
    expect(Object(Object(spec.template).spec).containers).toEqual([
      {
        name: "server",
        image: "registry.example/churn:1",
        env: [
          { name: "HOME", value: "/tmp" },
          { name: "MODEL_NAME", value: "churn" },
          { name: "MODEL_PATH", value: "/mnt/models/model" },
          { name: "MODEL_VERSION", value: "3" },
          { name: "PORT", value: "8080" },
          ...["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS"].map(
            (name) => ({
              name,
              value: "1",
            }),
          ),
          { name: "LOG_LEVEL", value: "info" },
          { name: "API_KEY", valueFrom: { secretKeyRef: { name: "keys", key: "api" } } },
        ],
        ports: [{ name: "http", containerPort: 8080 }],
        resources: {
          requests: { cpu: "500m", memory: "4Gi", "ephemeral-storage": "2Gi" },
          limits: { memory: "4Gi" },
        },
        startupProbe: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 36 },
        readinessProbe: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
        livenessProbe: {
          httpGet: { path: "/v2/health/live", port: "http" },
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 6,
        },
        lifecycle: { preStop: { sleep: { seconds: 40 } } },
        securityContext: restricted,
        volumeMounts: [
          { name: "model", mountPath: "/mnt/models", readOnly: true },
          { name: "tmp", mountPath: "/tmp" },
        ],
      },
    ]);
  });

  it("gives several accelerators of a pod shared memory, and each its part of the CPUs", () => {
    const placement = { ...args.placement, resources: { "nvidia.com/gpu": "4" } };
    const { volumes, containers } = Object(
      Object(serverDeploymentSpec({ ...args, placement, size: { vcpus: 8, memoryGibibytes: 64 } }).template).spec,
    );
    expect(volumes).toContainEqual({ name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "16Gi" } });
    expect(containers[0].volumeMounts).toContainEqual({ name: "shared-memory", mountPath: "/dev/shm" });
    expect(containers[0].env).toContainEqual({ name: "OMP_NUM_THREADS", value: "2" });
  });

  it("leaves limits of threads that the team sets", () => {
    const environment = { OMP_NUM_THREADS: "7" };
    const { env } = Object(Object(serverDeploymentSpec({ ...args, environment }).template).spec).containers[0];
    expect(env.filter(({ name }: { name: string }) => name === "OMP_NUM_THREADS")).toEqual([
      { name: "OMP_NUM_THREADS", value: "7" },
    ]);
  });
});
