import { expect, it } from "vitest";
import { Chart } from "../../../components/kubernetes/chart";
import { chartNamed } from "../../../components/services/charts";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";

it("Chart is a Release with the chart's name that waits, and rolls back failures", async () => {
  const resources = await recordComponent(
    () =>
      new Chart("one", {
        chart: chartNamed("karpenter"),
        mirror: {},
        namespace: "kube-system",
        values: { replicas: 2 },
        skipCrds: true,
      }),
  );
  expect(only(resources, "kubernetes:helm.sh/v3:Release").inputs).toMatchObject({
    chart: "oci://public.ecr.aws/karpenter/karpenter",
    version: chartNamed("karpenter").version,
    name: "karpenter",
    namespace: "kube-system",
    values: { replicas: 2 },
    skipCrds: true,
    atomic: true,
    timeout: 900,
    maxHistory: 5,
  });
});

it("Chart creates a ServiceMonitor after the release if the chart has none", async () => {
  const resources = await recordComponent(
    () =>
      new Chart("one", {
        chart: chartNamed("karpenter"),
        mirror: {},
        namespace: "here",
        values: {},
        metrics: { service: { app: "one" }, port: "http", path: "/stats" },
      }),
  );
  const monitor = only(resources, "kubernetes:monitoring.coreos.com/v1:ServiceMonitor");
  expect(monitor.inputs).toMatchObject({
    metadata: { name: "one-metrics", namespace: "here" },
    spec: {
      selector: { matchLabels: { app: "one" } },
      endpoints: [{ port: "http", path: "/stats", interval: "30s" }],
    },
  });
  expect(waitsFor(resources, monitor, only(resources, "kubernetes:helm.sh/v3:Release"))).toBe(true);
});
