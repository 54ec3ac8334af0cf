import { describe, expect, it } from "vitest";
import { gatewayTraffic } from "../../../components/ingressGateway/allowedTraffic";
import { certificateSpec, gatewaySpec } from "../../../components/ingressGateway/gatewaySpecs";
import { gatewayValues } from "../../../components/ingressGateway/values";

describe("gatewaySpec", () => {
  const listener = (name: string, hostname: string, key: string) => ({
    name,
    hostname,
    port: 443,
    protocol: "HTTPS",
    tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "gateway-certificate" }] },
    allowedRoutes: {
      namespaces: { from: "Selector", selector: { matchExpressions: [{ key, operator: "Exists" }] } },
      kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
    },
  });

  it("accepts teams' routes for models, and the platform's routes for its own host names only", () => {
    expect(gatewaySpec("models.internal", "proxies.here.svc")).toEqual({
      gatewayClassName: "istio",
      addresses: [{ type: "Hostname", value: "proxies.here.svc" }],
      listeners: [
        listener("models", "*.models.internal", "mlops.platform/team"),
        listener("platform", "*.platform.models.internal", "mlops.platform/part-of"),
      ],
    });
  });

  it("has the host names of the certificate and refers to its Secret", () => {
    const { listeners } = gatewaySpec("models.internal", "proxies");
    const certificate = certificateSpec("models.internal");
    expect(certificate).toEqual({
      secretName: "gateway-certificate",
      dnsNames: ["*.models.internal", "*.platform.models.internal"],
      duration: "2160h",
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: ["digital signature", "server auth"],
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" },
    });
    expect(listeners.map(({ hostname }) => hostname)).toEqual(certificate.dnsNames);
    expect(listeners.flatMap(({ tls }) => tls.certificateRefs.map(({ name }) => name))).toEqual(
      Array(2).fill(certificate.secretName),
    );
  });
});

describe("gatewayTraffic", () => {
  it("allows ingress from the load balancer and Prometheus, and egress to teams and the platform", () => {
    const podSelector = { matchLabels: { istio: "ingress-gateway" } };
    expect(gatewayTraffic).toEqual({
      metrics: [15090],
      further: {
        "load-balancer": {
          podSelector,
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].map((cidr) => ({
                ipBlock: { cidr },
              })),
              ports: [
                { protocol: "TCP", port: 443 },
                { protocol: "TCP", port: 15021 },
              ],
            },
          ],
        },
        backends: {
          podSelector,
          policyTypes: ["Egress"],
          egress: [
            {
              to: ["mlops.platform/team", "mlops.platform/part-of"].map((key) => ({
                namespaceSelector: { matchExpressions: [{ key, operator: "Exists" }] },
              })),
            },
          ],
        },
      },
    });
  });
});

describe("gatewayValues", () => {
  it("are these", () => {
    const labels = { istio: "one" };
    expect(
      gatewayValues({ gateway: "one", labels, replicas: 2, scheme: "internal", clientCidrs: ["10.0.0.0/8"] }),
    ).toEqual({
      name: "one",
      rbac: { enabled: false },
      service: {
        type: "LoadBalancer",
        loadBalancerClass: "service.k8s.aws/nlb",
        allocateLoadBalancerNodePorts: false,
        loadBalancerSourceRanges: ["10.0.0.0/8"],
        annotations: {
          "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
          "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
          "service.beta.kubernetes.io/aws-load-balancer-attributes": "load_balancing.cross_zone.enabled=true",
          "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes":
            "deregistration_delay.timeout_seconds=60,preserve_client_ip.enabled=false",
          "service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-443": "tcp.idle_timeout.seconds=3660",
          "service.beta.kubernetes.io/aws-load-balancer-healthcheck-protocol": "http",
          "service.beta.kubernetes.io/aws-load-balancer-healthcheck-port": "15021",
          "service.beta.kubernetes.io/aws-load-balancer-healthcheck-path": "/healthz/ready",
        },
        ports: [{ name: "https", port: 443, targetPort: 443, protocol: "TCP" }],
      },
      podAnnotations: { "proxy.istio.io/config": '{"terminationDrainDuration":"60s"}' },
      terminationGracePeriodSeconds: 90,
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
        sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
      },
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6, targetCPUUtilizationPercentage: 70 },
      podDisruptionBudget: { maxUnavailable: 1 },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2", memory: "512Mi" } },
      priorityClassName: "system-cluster-critical",
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: labels },
        },
      ],
      nodeSelector: { "mlops.platform/pool": "system" },
      tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
    });
  });
});
