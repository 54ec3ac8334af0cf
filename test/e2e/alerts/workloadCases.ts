import type { AlertCase } from "./alertCase";

const ofService = (service: string) => ({ namespace: "vision", service });
const stored = {
  group: "churn-service-levels",
  labels: ofService("churn"),
  requests: 'destination_service_namespace="vision",destination_service_name="churn-v1-predictor"',
};
const own = {
  group: "labels-service-levels",
  labels: ofService("labels"),
  requests: 'namespace="vision",service="labels"',
};
const errors = (good: string, bad: string, values: string): Record<string, string> => ({
  [good]: "0+100x300",
  [bad]: values,
});
/** Two of three requests fail for 20 minutes, or three of a hundred for more than two hours. */
const outage = "0x59 200+200x19 4000x220";
const trickle = "0x59 3+3x139 420x120";
const slowFor20Minutes = "0+100x59 5900x19 6000+100x220";
const predictionLabels = { namespace: "vision", service: "nightly-labels", severity: "warning" };
const group = "nightly-labels-batch-prediction";
const runs = 'up{job="kube-state-metrics"}';

/** Served models and batch predictions. */
export const workloadCases: readonly AlertCase[] = [
  ...[
    {
      ...own,
      good: `model_requests_total{${own.requests},code="200"}`,
      bad: `model_requests_total{${own.requests},code="500"}`,
      all: `model_request_duration_seconds_count{${own.requests}}`,
      fast: `model_request_duration_seconds_bucket{${own.requests},le="0.5"}`,
    },
    {
      ...stored,
      good: `istio_requests_total{${stored.requests},response_code="200"}`,
      bad: `istio_requests_total{${stored.requests},response_code="503"}`,
      all: `istio_request_duration_milliseconds_count{${stored.requests}}`,
      fast: `istio_request_duration_milliseconds_bucket{${stored.requests},le="500"}`,
    },
  ].flatMap(({ group: levels, labels, good, bad, all, fast }): AlertCase[] => [
    {
      alert: "ModelErrorBudgetBurnsFast",
      group: levels,
      series: errors(good, bad, outage),
      silent: [50],
      fires: [
        {
          minute: 70,
          labels: { ...labels, severity: "critical" },
          summary: `Model ${labels.service} of vision answers with errors: its budget lasts for days at most`,
        },
      ],
      clears: 125,
    },
    {
      alert: "ModelErrorBudgetBurnsSlowly",
      group: levels,
      series: errors(good, bad, trickle),
      silent: [50, 110],
      fires: [
        {
          minute: 180,
          labels: { ...labels, severity: "warning" },
          summary: `Model ${labels.service} of vision answers with errors: its budget will not last for the month`,
        },
      ],
      clears: 270,
    },
    {
      alert: "ModelLatencyBudgetBurnsFast",
      group: levels,
      series: { [all]: "0+100x300", [fast]: slowFor20Minutes },
      silent: [50, 61],
      fires: [
        {
          minute: 78,
          labels: { ...labels, severity: "critical" },
          summary: `Model ${labels.service} of vision is slow: its budget lasts for days at most`,
        },
      ],
      clears: 120,
    },
    {
      alert: "ModelLatencyBudgetBurnsSlowly",
      group: levels,
      series: { [all]: "0+100x300", [fast]: slowFor20Minutes },
      silent: [50, 70],
      fires: [
        {
          minute: 82,
          labels: { ...labels, severity: "warning" },
          summary: `Model ${labels.service} of vision is slow: its budget will not last for the month`,
        },
      ],
      clears: 215,
    },
  ]),
  {
    alert: "ModelUnavailable",
    group: own.group,
    series: {
      'kube_deployment_status_replicas_available{namespace="vision",deployment="labels"}': "1x9 0x29 1x30",
      [runs]: "1x70",
    },
    silent: [9, 11],
    fires: [
      {
        minute: 13,
        labels: { ...own.labels, severity: "critical" },
        summary: "No pod of labels in vision answers",
      },
    ],
    clears: 41,
  },
  {
    alert: "ModelUnavailable",
    about: "for a deleted Deployment, and not for all while kube-state-metrics is down",
    group: stored.group,
    series: {
      'kube_deployment_status_replicas_available{namespace="vision",deployment="churn-v1-predictor"}':
        "1x9 _x30 1x30 _x40",
      [runs]: "1x68 0x40",
    },
    silent: [9, 45, 100],
    fires: [
      {
        minute: 20,
        labels: { ...stored.labels, deployment: "churn-v1-predictor", severity: "critical" },
        summary: "No pod of churn-v1-predictor in vision answers",
      },
    ],
    clears: 42,
  },
  {
    alert: "ModelMetricsMissing",
    group: own.group,
    series: { 'up{namespace="vision",service="labels",pod="a"}': "1x9 0x29 1x30" },
    silent: [9, 24],
    fires: [
      {
        minute: 26,
        labels: { ...own.labels, severity: "warning" },
        summary: "Prometheus has no metrics of model labels of vision",
      },
    ],
    clears: 41,
  },
  {
    alert: "BatchPredictionFailed",
    group,
    about: "until the next run is due",
    series: {
      'kube_job_failed{namespace="vision",job_name="nightly-labels-29000000",condition="true"}': "0x9 1x3200",
      'kube_job_created{namespace="vision",job_name="nightly-labels-29000000"}': "0x3210",
    },
    silent: [9],
    fires: [
      {
        minute: 11,
        labels: { ...predictionLabels, job_name: "nightly-labels-29000000" },
        summary: "Run nightly-labels-29000000 of batch prediction nightly-labels of vision has failed",
      },
    ],
    clears: 3001,
  },
  {
    alert: "BatchPredictionMissed",
    group,
    series: {
      'kube_cronjob_created{namespace="vision",cronjob="nightly-labels"}': "0x3300",
      'kube_cronjob_status_last_successful_time{namespace="vision",cronjob="nightly-labels"}': "_x3100 186000x200",
      [runs]: "1x3300",
    },
    silent: [2999, 3004],
    fires: [
      {
        minute: 3010,
        labels: predictionLabels,
        summary: "Batch prediction nightly-labels of vision has not succeeded in time",
      },
    ],
    clears: 3101,
  },
  {
    alert: "BatchPredictionMissed",
    group,
    about: "for a deleted CronJob, and not for all while kube-state-metrics is down",
    series: {
      'kube_cronjob_created{namespace="vision",cronjob="nightly-labels"}': "0x9 _x30 0x30 _x40",
      [runs]: "1x68 0x40",
    },
    silent: [9, 100],
    fires: [
      {
        minute: 25,
        labels: { ...predictionLabels, cronjob: "nightly-labels" },
        summary: "Batch prediction nightly-labels of vision has not succeeded in time",
      },
    ],
    clears: 42,
  },
];
