import type { Alert, AlertGroup } from "../../../observability/alertGroup";
import { missingObject } from "../../../observability/queries";
import { burnExpression, burnWindows, type RequestRates } from "./burnRate";
import type { ServiceLevels } from "./objectives";

export interface ServedModel {
  /** Name of the workload's objects, and the label `service` of its alerts. */
  readonly name: string;
  /** Label by which Alertmanager selects the team's route. */
  readonly namespace: string;
  readonly levels: ServiceLevels;
  /** Rates of failed requests and of all requests. */
  readonly errors: RequestRates;
  /** Rates of slow requests and of all requests. */
  readonly slow: RequestRates;
  /** Deployments that serve the model. An alert fires if one has no available pod. */
  readonly deployments: readonly string[];
  /** PromQL expression that is true if request metrics are missing. @default - no such alert */
  readonly metricsMissing?: string;
}

/** Returns the alerts of one served model: burn rates of its error budgets, no available pod, and missing metrics. */
export function servedModelAlerts(model: ServedModel): AlertGroup {
  return {
    name: `${model.name}-service-levels`,
    alerts: [
      ...budgetAlerts(model, "ModelErrorBudget", model.errors, model.levels.availabilityPercent, {
        what: "answers with errors",
        objective: `${model.levels.availabilityPercent} % of requests without an error of the server's`,
        runbook: "model-errors",
      }),
      ...budgetAlerts(model, "ModelLatencyBudget", model.slow, model.levels.latencyPercent, {
        what: "is slow",
        objective: `${model.levels.latencyPercent} % of requests within ${model.levels.latencySeconds} s`,
        runbook: "model-latency",
      }),
      ...model.deployments.map((deployment) => unavailable(model, deployment)),
      ...(model.metricsMissing === undefined ? [] : [metricsMissing(model, model.metricsMissing)]),
    ],
  };
}

interface BudgetTexts {
  readonly what: string;
  readonly objective: string;
  readonly runbook: string;
}

function budgetAlerts(
  model: ServedModel,
  name: string,
  rates: RequestRates,
  objectivePercent: number,
  { what, objective, runbook }: BudgetTexts,
): Alert[] {
  const description = `{{ $value | humanizePercentage }} of requests are bad. The objective is ${objective}, over 30 days.`;
  return [
    {
      name: `${name}BurnsFast`,
      expression: labelled(model, burnExpression(rates, burnWindows.fast, objectivePercent)),
      // The short window resolves the alert. Without this, it would flap.
      forMinutes: 2,
      severity: "critical",
      summary: `Model ${model.name} of ${model.namespace} ${what}: its budget lasts for days at most`,
      description,
      runbook,
    },
    {
      name: `${name}BurnsSlowly`,
      expression: labelled(model, burnExpression(rates, burnWindows.slow, objectivePercent)),
      forMinutes: 15,
      severity: "warning",
      summary: `Model ${model.name} of ${model.namespace} ${what}: its budget will not last for the month`,
      description,
      runbook,
    },
  ];
}

function unavailable(model: ServedModel, deployment: string): Alert {
  const available = `kube_deployment_status_replicas_available{namespace="${model.namespace}",deployment="${deployment}"}`;
  return {
    name: "ModelUnavailable",
    expression: labelled(model, `(max(${available}) < 1 or ${missingObject(available)})`),
    forMinutes: 2,
    severity: "critical",
    summary: `No pod of ${deployment} in ${model.namespace} answers`,
    description:
      "Requests fail, or another version answers them all. If the pods count the requests, the error budgets do not show this.",
    runbook: "model-unavailable",
  };
}

function metricsMissing(model: ServedModel, expression: string): Alert {
  return {
    name: "ModelMetricsMissing",
    expression: labelled(model, expression),
    forMinutes: 15,
    severity: "warning",
    summary: `Prometheus has no metrics of model ${model.name} of ${model.namespace}`,
    description: "Alerts about its errors and its latency cannot fire.",
    runbook: "model-metrics-missing",
  };
}

/** Sets the labels of the model on the result of an expression. */
function labelled({ namespace, name }: ServedModel, expression: string): string {
  const named = `label_replace(${expression}, "service", "${name}", "", "")`;
  return `label_replace(${named}, "namespace", "${namespace}", "", "")`;
}
