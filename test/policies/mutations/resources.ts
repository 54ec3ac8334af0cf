import { both, type Mutation, set, unset } from "./mutation";
import { container, digits, labels, mlflow, nightlyLabels, pod } from "./targets";

export const resourceMutations: readonly Mutation[] = [
  {
    rule: "cron-jobs-do-not-pile-up",
    defect: "a CronJob without a concurrency policy",
    target: nightlyLabels,
    change: unset(["spec", "concurrencyPolicy"]),
    message: "concurrencyPolicy must be Forbid or Replace, not: Allow",
  },
  {
    rule: "jobs-have-deadlines",
    defect: "a training without a deadline",
    target: digits,
    change: unset(["spec", "activeDeadlineSeconds"]),
    message: "the job must set: activeDeadlineSeconds",
  },
  {
    rule: "memory-limit-is-request",
    defect: "a memory limit above the request",
    target: labels,
    change: set([...container, "resources", "limits", "memory"], "64Gi"),
    message: "containers should not have a memory limit above their request: server",
  },
  {
    // A Deployment with an autoscaler does not set replicas, so the rule counts one pod.
    rule: "replicas-are-spread",
    defect: "replicas without a topology spread",
    target: mlflow,
    change: both(set(["spec", "replicas"], 2), unset([...pod, "topologySpreadConstraints"])),
    message: "replicas should not all run on one node: mlflow",
  },
  {
    rule: "requests-set",
    defect: "a container without a memory limit",
    target: mlflow,
    change: unset([...container, "resources", "limits", "memory"]),
    message: "containers must set resources: mlflow (memory limit)",
  },
  {
    rule: "services-are-probed",
    defect: "a server without a readiness probe",
    target: labels,
    change: unset([...container, "readinessProbe"]),
    message: "containers with ports must have a readinessProbe: server",
  },
];
