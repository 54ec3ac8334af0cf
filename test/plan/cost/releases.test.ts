import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { resource } from "../../support/registration";
import { always, estimated } from "./resources";

function of(name: string, values: JsonObject) {
  return estimated(resource("kubernetes:helm.sh/v3:Release", { chart: `oci://charts.example/${name}`, values }));
}

const listed = { items: [], unpriced: 1 };

function claim(storage: string): JsonObject {
  return { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } };
}

describe("charts", () => {
  it("cost nothing beyond the nodes that their pods are on", () => {
    expect(of("cert-manager", { replicaCount: 2 })).toEqual({ items: [], unpriced: 0 });
  });

  it("without facts are unpriced, and not free", () => {
    expect(of("elasticsearch", { replicas: 3 })).toEqual(listed);
    expect(estimated(resource("kubernetes:helm.sh/v3:Release", {}))).toEqual(listed);
  });

  it("of Prometheus have a volume for each replica", () => {
    const prometheus = { prometheusSpec: { replicas: 2, storageSpec: claim("50Gi") } };
    const alertmanager = { alertmanagerSpec: { replicas: 2, storage: claim("2Gi") } };
    expect(of("kube-prometheus-stack", { prometheus, alertmanager })).toEqual({
      items: [
        always("volumes of alerts", 0.32, "4 GB × 0.08 USD"),
        always("volumes of metrics", 8, "100 GB × 0.08 USD"),
      ],
      unpriced: 0,
    });
    expect(of("kube-prometheus-stack", { prometheus })).toEqual(listed);
  });

  it("of Grafana have one volume", () => {
    expect(of("grafana", { persistence: { enabled: true, size: "5Gi" } }).items).toEqual([
      always("volume of dashboards", 0.4, "5 GB × 0.08 USD"),
    ]);
    expect(of("grafana", {})).toEqual({ items: [], unpriced: 0 });
  });

  it("of the gateway have a load balancer, whose addresses have no price", () => {
    const service = (scheme: string) => ({
      service: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": scheme } },
    });
    expect(of("gateway", service("internal")).items).toEqual([
      always(
        "network load balancer",
        16.43,
        "1 load balancer × 730 h × 0.0225 USD, and 0.006 USD for each capacity unit and hour",
      ),
    ]);
    expect(of("gateway", service("internet-facing"))).toEqual(listed);
  });
});
