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
    defect: "canaries with 120 percent of the requests",
    target: churn,
    change: canaries(60, 60),
    message: "the trafficPercent of all canaries must total at most 100; it is exceeded by: v1, v1",
  },
  {
    rule: "model-comes-from-the-registry",
    defect: "a model on a web page",
    target: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "https://models.example/churn/1/"),
    message: "predictors must read their model from s3://, pvc:// or oci://: v1",
  },
  {
    rule: "model-has-a-version",
    defect: "a model in the folder latest",
    target: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "s3://artifacts/teams/vision/models/churn/latest/"),
    message: "the served model must have a fixed version in: v1",
  },
  {
    rule: "model-has-a-version",
    defect: "a server that fetches the version latest",
    target: labels,
    change: set([...container, "env", { name: "MODEL_VERSION" }, "value"], "latest"),
    message: "the served model must have a fixed version in: MODEL_VERSION",
  },
  {
    rule: "no-ignored-canary",
    defect: "canaryTrafficPercent, which only another mode of KServe applies",
    target: churn,
    change: set(["spec", "predictor", "canaryTrafficPercent"], 10),
    message: "canaryTrafficPercent must not be set, because KServe ignores it; it is set on: v1",
  },
  {
    rule: "one-autoscaler",
    defect: "a VerticalPodAutoscaler beside a HorizontalPodAutoscaler",
    target: autoscaler("labels-autoscaler"),
    mutate: resizer,
    message: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods",
  },
  {
    rule: "served-models-alert",
    defect: "a ModelService without alerts",
    target: labels,
    mutate: drop({ type: prometheusRule, name: "labels-metrics-alerts-labels-service-levels" }),
    message: "must have an alert that names labels",
  },
  {
    rule: "served-models-alert",
    defect: "an InferenceService without alerts",
    target: churn,
    mutate: drop({ type: prometheusRule, name: "churn-alerts-churn-service-levels" }),
    message: "must have an alert that names churn-v1-predictor",
  },
  {
    rule: "served-models-are-measured",
    defect: "a ModelService without a ServiceMonitor",
    target: labels,
    mutate: drop({ type: "kubernetes:monitoring.coreos.com/v1:ServiceMonitor", name: "labels-metrics" }),
    message: "must have a PodMonitor or ServiceMonitor that selects its pods",
  },
  {
    rule: "served-models-are-measured",
    defect: "a PodMonitor that does not select the model's pods",
    target: churn,
    mutate: on(
      { type: "kubernetes:monitoring.coreos.com/v1:PodMonitor", name: "churn-monitor" },
      set(["spec", "selector", "matchLabels", "component"], "transformer"),
    ),
    message: "must have a PodMonitor or ServiceMonitor that selects its pods",
  },
  {
    // No stack has a drift monitor, so the mutation first adds one.
    rule: "served-models-are-watched-for-drift",
    defect: "a drift monitor without its label",
    target: labels,
    preparation: monitored,
    mutate: on(monitor, unset(["metadata", "labels", monitorLabel])),
    message: `should have a CronJob with the label ${monitorLabel}, whose value is the name of the model`,
  },
  {
    rule: "served-models-scale",
    defect: "a ModelService without an autoscaler",
    target: labels,
    mutate: drop(autoscaler("labels-autoscaler")),
    message: "must have a HorizontalPodAutoscaler or a ScaledObject for labels",
  },
  {
    rule: "served-models-scale",
    defect: "an InferenceService with one pod",
    target: churn,
    mutate: on(autoscaler("churn-v1-autoscaler"), set(["spec", "minReplicas"], 1)),
    harmlessIn: ["dev", "staging"],
    message: "the autoscaler of churn-v1-predictor must have a minimum of at least 2 pods in prod",
  },
  {
    rule: "served-models-survive-drains",
    defect: "a ModelService without a disruption budget",
    target: labels,
    mutate: drop(budget),
    message: "must have a PodDisruptionBudget that selects its pods",
  },
  {
    rule: "served-models-survive-drains",
    defect: "a disruption budget of 0",
    target: labels,
    mutate: on(budget, set(["spec", "maxUnavailable"], 0)),
    message: "its PodDisruptionBudget must allow evictions",
  },
];
