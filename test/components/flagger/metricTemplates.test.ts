import { describe, expect, it } from "vitest";
import { metricTemplateSpec, metricTemplates } from "../../../components/flagger/metricTemplates";

describe("metricTemplates", () => {
  it("query the platform's Prometheus", () => {
    for (const template of metricTemplates) {
      expect(metricTemplateSpec(template).provider).toEqual({
        type: "prometheus",
        address: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
      });
    }
  });

  it("use only variables that Flagger 1.44 and the Canary define", () => {
    for (const { query } of metricTemplates) {
      const variables = new Set([...query.matchAll(/{{ (.+?) }}/g)].map(([, name]) => name));
      expect([...variables].sort()).toEqual(["interval", "namespace", "target", "variables.minimumRequests"]);
    }
  });

  it("select the pods of the new version, not of the primary or of a Deployment with a similar name", () => {
    for (const { query } of metricTemplates) {
      for (const [, pattern = ""] of query.matchAll(/pod=~"(.+?)"/g)) {
        const pods = new RegExp(`^${pattern.replace("{{ target }}", "churn")}$`);
        expect(pods.test("churn-6d4b75cb6d-x7k2p")).toBe(true);
        expect(pods.test("churn-primary-6d4b75cb6d-x7k2p")).toBe(false);
        expect(pods.test("churn-v2-6d4b75cb6d-x7k2p")).toBe(false);
        expect(pods.test("old-churn-6d4b75cb6d-x7k2p")).toBe(false);
      }
    }
  });
});
