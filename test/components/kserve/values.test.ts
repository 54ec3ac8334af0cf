import { describe, expect, it } from "vitest";
import { kserveRuntimeValues, kserveValues } from "../../../components/kserve/values";
import { images } from "../../../components/versions";
import { onSystemNodes, sized } from "../../support/values";

const args = { region: "us-west-2", gateway: "istio-ingress/platform", domain: "models.internal" };
const restricted = { seccompProfile: { type: "RuntimeDefault" } };

/** All texts in a value, at any depth. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe("kserveValues", () => {
  it("disable tokens of Kubernetes in models, and images as models", () => {
    expect(kserveValues({ ...args, mirror: {} }).kserve).toMatchObject({
      storage: {
        containerSecurityContext: restricted,
        resources: sized,
        enableModelcar: false,
        s3: { region: "us-west-2" },
      },
      security: { autoMountServiceAccountToken: false },
      localmodel: { enabled: false },
    });
  });

  it("refer routes to the platform's Gateway, without Istio's VirtualServices", () => {
    expect(kserveValues({ ...args, mirror: {} }).kserve.controller).toMatchObject({
      deploymentMode: "Standard",
      imagePullPolicy: "IfNotPresent",
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
    });
  });

  it("place the controller on the system nodes, spread over zones, with a metrics port", () => {
    expect(kserveValues({ ...args, mirror: {} }).kserve.controller).toMatchObject({
      rbacProxyImage: `quay.io/brancz/kube-rbac-proxy:${images["kube-rbac-proxy"].version}`,
      rbacProxy: { resources: sized },
      resources: sized,
      metricsBindAddress: "0.0.0.0",
      metricsBindPort: "8080",
      topologySpreadConstraints: [
        {
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { "control-plane": "kserve-controller-manager" } },
        },
      ],
      ...onSystemNodes,
    });
  });

  it("use the mirror for every image", () => {
    const values = kserveValues({ ...args, mirror: { images: "registry.example/x" } });
    const found = texts(values).filter((text) => /(docker|quay)\.io\//.test(text));
    const own = ["agent", "art-explainer", "kserve-controller", "router", "storage-initializer", "storage-initializer"];
    expect(found.sort()).toEqual([
      ...own.map((name) => `registry.example/x/docker.io/kserve/${name}`),
      `registry.example/x/quay.io/brancz/kube-rbac-proxy:${images["kube-rbac-proxy"].version}`,
    ]);
  });
});

describe("kserveRuntimeValues", () => {
  const { servingruntime } = kserveRuntimeValues({}).kserve;

  it("enable these runtimes with KServe's images, restricted", () => {
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

  it("disable all other runtimes of the chart, such as MLServer", () => {
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
