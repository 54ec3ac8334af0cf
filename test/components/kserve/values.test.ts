import { describe, expect, it } from "vitest";
import { kserveRuntimeValues, kserveValues } from "../../../components/kserve/values";
import { images } from "../../../components/versions";

const args = { region: "eu-west-1", gateway: "istio-ingress/platform", domain: "models.internal" };
const restricted = { seccompProfile: { type: "RuntimeDefault" } };

/** All texts in a value, at any depth. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe("kserveValues", () => {
  it("are these", () => {
    expect(kserveValues({ ...args, mirror: {} })).toEqual({
      kserve: {
        agent: { image: "docker.io/kserve/agent" },
        router: { image: "docker.io/kserve/router" },
        storage: {
          image: "docker.io/kserve/storage-initializer",
          containerSecurityContext: restricted,
          resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "2Gi" } },
          enableModelcar: false,
          s3: { region: "eu-west-1" },
        },
        servingruntime: { art: { image: "docker.io/kserve/art-explainer" } },
        localmodel: { enabled: false, defaultJobImage: "docker.io/kserve/storage-initializer" },
        security: { autoMountServiceAccountToken: false },
        controller: {
          deploymentMode: "Standard",
          image: "docker.io/kserve/kserve-controller",
          imagePullPolicy: "IfNotPresent",
          rbacProxyImage: `quay.io/brancz/kube-rbac-proxy:${images["kube-rbac-proxy"].version}`,
          rbacProxy: {
            resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "100m", memory: "64Mi" } },
          },
          resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
          metricsBindAddress: "0.0.0.0",
          metricsBindPort: "8080",
          gateway: {
            domain: "models.internal",
            urlScheme: "https",
            disableIstioVirtualHost: true,
            ingressGateway: {
              enableGatewayApi: true,
              createGateway: false,
              kserveGateway: "istio-ingress/platform",
              className: "istio",
            },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "topology.kubernetes.io/zone",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: { "control-plane": "kserve-controller-manager" } },
            },
          ],
          nodeSelector: { "mlops.platform/pool": "system" },
          tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
        },
      },
    });
  });

  it("take every image from a mirror", () => {
    const values = kserveValues({ ...args, mirror: { images: "registry.example/x" } });
    const found = texts(values).filter((text) => /(docker|quay)\.io\//.test(text));
    expect(found.length).toBe(7);
    expect(found.filter((image) => !image.startsWith("registry.example/x/"))).toEqual([]);
  });
});

describe("kserveRuntimeValues", () => {
  const { servingruntime } = kserveRuntimeValues({}).kserve;

  it("have these runtimes on, of KServe's own images, as `restricted` wants them", () => {
    const on = (runtime: string) => ({ image: `docker.io/kserve/${runtime}`, securityContext: restricted });
    expect(servingruntime).toMatchObject({
      enabled: true,
      sklearnserver: on("sklearnserver"),
      xgbserver: on("xgbserver"),
      lgbserver: on("lgbserver"),
      huggingfaceserver: on("huggingfaceserver"),
      huggingfaceserver_multinode: { securityContext: restricted },
    });
  });

  it("have every other of the chart's off, MLServer among them", () => {
    const off = Object.entries(servingruntime).flatMap(([runtime, values]) =>
      typeof values === "object" && values !== null && "disabled" in values ? [[runtime, values.disabled]] : [],
    );
    expect(Object.fromEntries(off)).toEqual({
      mlserver: true,
      torchserve: true,
      tensorflow: true,
      tritonserver: true,
      vllmserver: true,
      autogluonserver: true,
      paddleserver: true,
      pmmlserver: true,
      predictiveserver: true,
    });
  });
});
