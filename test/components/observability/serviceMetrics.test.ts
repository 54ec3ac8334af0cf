import { describe, expect, it } from "vitest";
import { ServiceMetrics } from "../../../components/observability/serviceMetrics";
import { all, only, recordComponent } from "../../support/record";

const args = { namespace: "mlflow", labels: { app: "mlflow" }, port: "http", path: "/mlflow/metrics" };

describe("ServiceMetrics", () => {
  it("creates a ServiceMonitor and no alerts by default", async () => {
    const resources = await recordComponent(() => new ServiceMetrics("m", args));
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor").inputs).toMatchObject({
      metadata: { namespace: "mlflow" },
      spec: {
        selector: { matchLabels: { app: "mlflow" } },
        endpoints: [{ port: "http", path: "/mlflow/metrics", interval: "30s" }],
      },
    });
    expect(all(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule")).toEqual([]);
  });

  it("creates the alerts of the service", async () => {
    const alerts = [{ name: "mlflow", alerts: [] }];
    const resources = await recordComponent(() => new ServiceMetrics("m", { ...args, alerts }));
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule").inputs).toMatchObject({
      metadata: { name: "mlflow", namespace: "mlflow" },
    });
  });
});
