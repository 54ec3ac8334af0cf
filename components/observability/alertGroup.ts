/**
 * Severity of an alert: `critical` needs attention now, `warning` in working hours. There is no `info`: the chart's
 * InfoInhibitor suppresses such alerts unless a more severe alert fires in the same namespace.
 */
type Severity = "critical" | "warning";

/** An alert: it fires for each series that its expression returns. */
export interface Alert {
  readonly name: string;
  /**
   * PromQL expression. Labels of its series become labels of the alert. Alertmanager selects a team's route by
   * `namespace`.
   */
  readonly expression: string;
  /** Time for which the expression must hold before the alert fires, minutes. */
  readonly forMinutes: number;
  /** Time for which the alert keeps firing after the expression no longer holds, minutes. @default 0 */
  readonly keepFiringForMinutes?: number;
  readonly severity: Severity;
  /** One line: what is wrong and where. A Prometheus template, such as `{{ $labels.node }}`. */
  readonly summary: string;
  /** Meaning of the alert and the first step. */
  readonly description: string;
  /** Page of `docs/runbooks`, without `.md`. */
  readonly runbook: string;
}

/** Alerts that Prometheus evaluates together. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Default folder of the runbooks: their path in the repository. */
export const runbooksInRepository = "docs/runbooks";

/**
 * Returns the `spec` of a PrometheusRule.
 *
 * @param runbooks URL or folder of the runbooks.
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
