import { isJsonObject, type Json } from "../../../core/json/json";
import { fieldOf } from "../../../core/json/reading";
import { add, type Change, drop, type Mutation, on, set, unset } from "./mutation";
import { autoscaler, churn, container, cronJob, job, labels } from "./targets";

const monitorLabel = "mlops.platform/drift-monitor";
const monitorName = "labels-drift";
const monitor = cronJob(monitorName);

/** A drift monitor as a team would add it: its pod is that of a Job whose image is known. */
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

/** A pod's size that follows its use, on the very Deployment that a HorizontalPodAutoscaler has. */
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

/** Two canaries of the very version that is served, whose autoscaler and alerts there are. */
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
    breaks: "the shares of canaries: 120 of 100",
    of: churn,
    change: canaries(60, 60),
    says: "canaries get more than all requests: v1, v1",
  },
  {
    rule: "model-comes-from-the-registry",
    breaks: "the model's address: somebody's website",
    of: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "https://models.example/churn/1/"),
    says: "reads a model from elsewhere: v1",
  },
  {
    rule: "model-has-a-version",
    breaks: "the version in the model's address",
    of: churn,
    change: set(["spec", "predictor", "model", "storageUri"], "s3://artifacts/teams/vision/models/churn/latest/"),
    says: "serves no certain version: v1",
  },
  {
    rule: "model-has-a-version",
    breaks: "the version that a server fetches",
    of: labels,
    change: set([...container, "env", { name: "MODEL_VERSION" }, "value"], "latest"),
    says: "serves no certain version: MODEL_VERSION",
  },
  {
    rule: "no-ignored-canary",
    breaks: "the canary: KServe's other mode alone has this field",
    of: churn,
    change: set(["spec", "predictor", "canaryTrafficPercent"], 10),
    says: "asks for a canary that nothing makes: v1",
  },
  {
    rule: "one-autoscaler",
    breaks: "the peace of a model's autoscaler",
    of: autoscaler("labels-autoscaler"),
    elsewhere: resizer,
    says: "a VerticalPodAutoscaler resizes the same pods",
  },
  {
    rule: "served-models-alert",
    breaks: "the alerts of a server",
    of: labels,
    elsewhere: drop({ type: prometheusRule, name: "labels-metrics-alerts-labels-service-levels" }),
    says: "no alert is about labels",
  },
  {
    rule: "served-models-alert",
    breaks: "the alerts of KServe's model",
    of: churn,
    elsewhere: drop({ type: prometheusRule, name: "churn-alerts-churn-service-levels" }),
    says: "no alert is about churn-v1-predictor",
  },
  {
    rule: "served-models-are-measured",
    breaks: "Prometheus' way to a server",
    of: labels,
    elsewhere: drop({ type: "kubernetes:monitoring.coreos.com/v1:ServiceMonitor", name: "labels-metrics" }),
    says: "no PodMonitor or ServiceMonitor finds its pods",
  },
  {
    rule: "served-models-are-measured",
    breaks: "the labels by which Prometheus finds KServe's pods",
    of: churn,
    elsewhere: on(
      { type: "kubernetes:monitoring.coreos.com/v1:PodMonitor", name: "churn-monitor" },
      set(["spec", "selector", "matchLabels", "component"], "transformer"),
    ),
    says: "no PodMonitor or ServiceMonitor finds its pods",
  },
  {
    // The stacks have no monitor, and are told so: it breaks where there is one.
    rule: "served-models-are-watched-for-drift",
    breaks: "the monitor's label",
    of: labels,
    given: monitored,
    elsewhere: on(monitor, unset(["metadata", "labels", monitorLabel])),
    says: `no CronJob is labelled ${monitorLabel} with its name`,
  },
  {
    rule: "served-models-scale",
    breaks: "the autoscaler of a server",
    of: labels,
    elsewhere: drop(autoscaler("labels-autoscaler")),
    says: "labels has no HorizontalPodAutoscaler",
  },
  {
    rule: "served-models-scale",
    breaks: "the second pod of KServe's model",
    of: churn,
    elsewhere: on(autoscaler("churn-v1-autoscaler"), set(["spec", "minReplicas"], 1)),
    harmlessIn: ["dev", "staging"],
    says: "churn-v1-predictor has one pod at the least: minReplicas is below 2",
  },
  {
    rule: "served-models-survive-drains",
    breaks: "the budget of a server's pods",
    of: labels,
    elsewhere: drop(budget),
    says: "no PodDisruptionBudget selects its pods",
  },
  {
    rule: "served-models-survive-drains",
    breaks: "the end of a drain",
    of: labels,
    elsewhere: on(budget, set(["spec", "maxUnavailable"], 0)),
    says: "its PodDisruptionBudget lets no pod go",
  },
];
