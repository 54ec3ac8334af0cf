import { describe, expect, it } from "vitest";
import { ServiceMetrics } from "../../../components/observability/serviceMetrics";
import { only, recordComponent, typesAndNames } from "../../support/record";

const args = { namespace: "mlflow", labels: { app: "mlflow" }, port: "http", path: "/mlflow/metrics" };

describe("ServiceMetrics", () => {
  it("have what is behind a Service scraped", async () => {
    const resources = await recordComponent(() => new ServiceMetrics("m", args));
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor").inputs).toMatchObject({
      metadata: { namespace: "mlflow" },
      spec: {
        selector: { matchLabels: { app: "mlflow" } },
        endpoints: [{ port: "http", path: "/mlflow/metrics", interval: "30s" }],
      },
    });
    expect(typesAndNames(resources)).toEqual([
      "kubernetes:monitoring.coreos.com/v1:ServiceMonitor m",
      "mlops:index:ServiceMetrics m",
    ]);
  });

  it("bring a service's own alerts", async () => {
    const alerts = [{ name: "mlflow", alerts: [] }];
    const resources = await recordComponent(() => new ServiceMetrics("m", { ...args, alerts }));
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule").inputs).toMatchObject({
      metadata: { name: "mlflow", namespace: "mlflow" },
    });
  });
});
