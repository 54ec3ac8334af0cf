import { isJsonObject, type Json } from "../../../core/json/json";
import { fieldOf } from "../../../core/json/reading";
import { add, type Change, drop, type Mutation, on, set, unset } from "./mutation";
import { autoscaler, churn, container, cronJob, job, labels } from "./targets";

const monitorLabel = "mlops.platform/drift-monitor";
const monitorName = "labels-drift";
const monitor = cronJob(monitorName);

/** Adds a drift monitor as a team would write it. Its pod is copied from a Job whose image is known. */
const monitored = add(monitor.type, monitorName, job("churn-v1-ready"), ({ metadata, spec }) => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: {
    ...(isJsonObject(metadata) ? metadata : {}),
    name: monitorName,
    labels: { [monitorLabel]: "labels" },
  },
  spec: { schedule: "0 5 * * *", concurrencyPolicy: "Forbid", jobTemplate: { spec: spec ?? {} } },
}));

/** Adds a VerticalPodAutoscaler for a Deployment that already has a HorizontalPodAutoscaler. */
const resizer = add(
  "kubernetes:autoscaling.k8s.io/v1:VerticalPodAutoscaler",
  "labels-resizer",
  autoscaler("labels-autoscaler"),
  ({ metadata = {} }) => ({
    apiVersion: "autoscaling.k8s.io/v1",
    kind: "VerticalPodAutoscaler",
    metadata,
    spec: { targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "labels" } },
  }),
);

/** Adds canaries of the served version, whose autoscaler and alerts already exist. */
function canaries(...shares: readonly number[]): Change {
  return (one) => {
    const predictor: Json = fieldOf(one.inputs, "spec", "predictor") ?? {};
    return set(
      ["spec", "canary"],
      shares.map((trafficPercent) => ({ trafficPercent, predictor })),
    )(one);
  };
}

const prometheusRule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";
const budget = { type: "kubernetes:policy/v1:PodDisruptionBudget", name: "labels-disruption-budget" };

export const servingMutations: readonly Mutation[] = [
  {
    rule: "canary-weights",
    breaks: "canaries with 120 percent of the requests",
    of: churn,
    change: canaries(60, 60),
    says: "the trafficPercent of all canaries must total at most 100; it is exceeded by: v1, v1",
  },
  {
    rule: "model-comes-from-the-registry",
    breaks: "a model on a web page",
    of: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "https://models.example/churn/1/"),
    says: "predictors must read their model from s3://, pvc:// or oci://: v1",
  },
  {
    rule: "model-has-a-version",
    breaks: "a model in the folder latest",
    of: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "s3://artifacts/teams/vision/models/churn/latest/"),
    says: "the served model must have a fixed version in: v1",
  },
  {
    rule: "model-has-a-version",
    breaks: "a server that fetches the version latest",
    of: labels,
    change: set([...container, "env", { name: "MODEL_VERSION" }, "value"], "latest"),
    says: "the served model must have a fixed version in: MODEL_VERSION",
  },
  {
    rule: "no-ignored-canary",
    breaks: "canaryTrafficPercent, which only another mode of KServe applies",
    of: churn,
    change: set(["spec", "predictor", "canaryTrafficPercent"], 10),
    says: "canaryTrafficPercent must not be set, because KServe ignores it; it is set on: v1",
  },
  {
    rule: "one-autoscaler",
    breaks: "a VerticalPodAutoscaler beside a HorizontalPodAutoscaler",
    of: autoscaler("labels-autoscaler"),
    elsewhere: resizer,
    says: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods",
  },
  {
    rule: "served-models-alert",
    breaks: "a ModelService without alerts",
    of: labels,
    elsewhere: drop({ type: prometheusRule, name: "labels-metrics-alerts-labels-service-levels" }),
    says: "must have an alert that names labels",
  },
  {
    rule: "served-models-alert",
    breaks: "an InferenceService without alerts",
    of: churn,
    elsewhere: drop({ type: prometheusRule, name: "churn-alerts-churn-service-levels" }),
    says: "must have an alert that names churn-v1-predictor",
  },
  {
    rule: "served-models-are-measured",
    breaks: "a ModelService without a ServiceMonitor",
    of: labels,
    elsewhere: drop({ type: "kubernetes:monitoring.coreos.com/v1:ServiceMonitor", name: "labels-metrics" }),
    says: "must have a PodMonitor or ServiceMonitor that selects its pods",
  },
  {
    rule: "served-models-are-measured",
    breaks: "a PodMonitor that does not select the model's pods",
    of: churn,
    elsewhere: on(
      { type: "kubernetes:monitoring.coreos.com/v1:PodMonitor", name: "churn-monitor" },
      set(["spec", "selector", "matchLabels", "component"], "transformer"),
    ),
    says: "must have a PodMonitor or ServiceMonitor that selects its pods",
  },
  {
    // No stack has a drift monitor, so the mutation first adds one.
    rule: "served-models-are-watched-for-drift",
    breaks: "a drift monitor without its label",
    of: labels,
    given: monitored,
    elsewhere: on(monitor, unset(["metadata", "labels", monitorLabel])),
    says: `should have a CronJob with the label ${monitorLabel} and its name as value`,
  },
  {
    rule: "served-models-scale",
    breaks: "a ModelService without an autoscaler",
    of: labels,
    elsewhere: drop(autoscaler("labels-autoscaler")),
    says: "must have a HorizontalPodAutoscaler for labels",
  },
  {
    rule: "served-models-scale",
    breaks: "an InferenceService with one pod",
    of: churn,
    elsewhere: on(autoscaler("churn-v1-autoscaler"), set(["spec", "minReplicas"], 1)),
    harmlessIn: ["dev", "staging"],
    says: "the autoscaler of churn-v1-predictor must have a minReplicas of at least 2 in prod",
  },
  {
    rule: "served-models-survive-drains",
    breaks: "a ModelService without a disruption budget",
    of: labels,
    elsewhere: drop(budget),
    says: "must have a PodDisruptionBudget that selects its pods",
  },
  {
    rule: "served-models-survive-drains",
    breaks: "a disruption budget of 0",
    of: labels,
    elsewhere: on(budget, set(["spec", "maxUnavailable"], 0)),
    says: "its PodDisruptionBudget must allow evictions",
  },
];
