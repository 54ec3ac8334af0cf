import { both, type Mutation, set, unset } from "./mutation";
import { container, digits, labels, mlflow, nightlyLabels, pod } from "./targets";

export const resourceMutations: readonly Mutation[] = [
  {
    rule: "cron-jobs-do-not-pile-up",
    breaks: "a CronJob without a concurrency policy",
    of: nightlyLabels,
    change: unset(["spec", "concurrencyPolicy"]),
    says: "concurrencyPolicy must be Forbid or Replace, not: Allow",
  },
  {
    rule: "jobs-have-deadlines",
    breaks: "a training without a deadline",
    of: digits,
    change: unset(["spec", "activeDeadlineSeconds"]),
    says: "the job must set: activeDeadlineSeconds",
  },
  {
    rule: "memory-limit-is-request",
    breaks: "a memory limit above the request",
    of: labels,
    change: set([...container, "resources", "limits", "memory"], "64Gi"),
    says: "containers should not have a memory limit above their request: server",
  },
  {
    // A Deployment with an autoscaler does not set replicas, so the rule counts one pod.
    rule: "replicas-are-spread",
    breaks: "replicas without a topology spread",
    of: mlflow,
    change: both(set(["spec", "replicas"], 2), unset([...pod, "topologySpreadConstraints"])),
    says: "replicas should not all run on one node: mlflow",
  },
  {
    rule: "requests-set",
    breaks: "a container without a memory limit",
    of: mlflow,
    change: unset([...container, "resources", "limits", "memory"]),
    says: "containers must set resources: mlflow (memory limit)",
  },
  {
    rule: "services-are-probed",
    breaks: "a server without a readiness probe",
    of: labels,
    change: unset([...container, "readinessProbe"]),
    says: "containers with ports must have a readinessProbe: server",
  },
];
