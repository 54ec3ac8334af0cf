import { describe, expect, it } from "vitest";
import { type AlertGroup, prometheusRuleSpec } from "../../../components/observability/alertGroup";
import { AlertRules } from "../../../components/observability/alertRules";
import { only, recordComponent } from "../../support/record";

const group: AlertGroup = {
  name: "queue",
  alerts: [
    {
      name: "QueueLong",
      expression: "queue > 10",
      forMinutes: 5,
      keepFiringForMinutes: 30,
      severity: "warning",
      summary: "Queue {{ $labels.queue }} is long",
      description: "Look.",
      runbook: "queues",
    },
  ],
};

describe("AlertRules", () => {
  it("creates a PrometheusRule for each group", async () => {
    const resources = await recordComponent(() => new AlertRules("a", { namespace: "mine", groups: [group] }));
    expect(only(resources, "kubernetes:monitoring.coreos.com/v1:PrometheusRule", "a-queue").inputs).toMatchObject({
      metadata: { name: "queue", namespace: "mine" },
      spec: {
        groups: [
          {
            name: "queue",
            rules: [
              {
                alert: "QueueLong",
                expr: "queue > 10",
                for: "5m",
                keep_firing_for: "30m",
                labels: { severity: "warning" },
                annotations: {
                  summary: "Queue {{ $labels.queue }} is long",
                  description: "Look.",
                  runbook_url: "docs/runbooks/queues.md",
                },
              },
            ],
          },
        ],
      },
    });
  });

  it("links to the runbooks at their URL", () => {
    const [rules] = prometheusRuleSpec(group, "https://example.com/runbooks/").groups;
    expect(rules?.rules[0]?.annotations.runbook_url).toBe("https://example.com/runbooks/queues.md");
  });
});
