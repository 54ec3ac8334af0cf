/**
 * How soon somebody has to look: now, or in working hours. There is no `info`: Alertmanager tells of one only while
 * something worse fires in its namespace, as the chart's InfoInhibitor asks.
 */
type Severity = "critical" | "warning";

/** An alert: it fires for each series that its expression returns. */
export interface Alert {
  readonly name: string;
  /** PromQL. Its series' labels are the alert's; by `namespace` Alertmanager finds the team's own routes. */
  readonly expression: string;
  /** Minutes for which the expression has to hold. */
  readonly forMinutes: number;
  /** Minutes for which the alert stays after it has ceased to hold. @default 0 */
  readonly keepFiringForMinutes?: number;
  readonly severity: Severity;
  /** One line, what is wrong and where, as a template of Prometheus: `{{ $labels.node }}`. */
  readonly summary: string;
  /** What it means and what to do first. */
  readonly description: string;
  /** Page of `docs/runbooks`, without `.md`. */
  readonly runbook: string;
}

/** Alerts about one thing, evaluated together. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Where the runbooks are, if nothing else is said: their place in the repository. */
export const runbooksInRepository = "docs/runbooks";

/**
 * A PrometheusRule's `spec`.
 *
 * @param runbooks Address or folder of the runbooks.
 */
export function prometheusRuleSpec({ name, alerts }: AlertGroup, runbooks: string = runbooksInRepository) {
  return { groups: [{ name, rules: alerts.map((alert) => rule(alert, runbooks.replace(/\/+$/, ""))) }] };
}

function rule(alert: Alert, runbooks: string) {
  const { keepFiringForMinutes = 0 } = alert;
  return {
    alert: alert.name,
    expr: alert.expression,
    for: `${alert.forMinutes}m`,
    ...(keepFiringForMinutes > 0 && { keep_firing_for: `${keepFiringForMinutes}m` }),
    labels: { severity: alert.severity },
    annotations: {
      summary: alert.summary,
      description: alert.description,
      runbook_url: `${runbooks}/${alert.runbook}.md`,
    },
  };
}
