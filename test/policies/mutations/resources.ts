import { both, type Mutation, set, unset } from "./mutation";
import { container, digits, labels, mlflow, nightlyLabels, pod } from "./targets";

export const resourceMutations: readonly Mutation[] = [
  {
    rule: "cron-jobs-do-not-pile-up",
    breaks: "the order of a prediction's runs, one at a time",
    of: nightlyLabels,
    change: unset(["spec", "concurrencyPolicy"]),
    says: "runs may pile up by concurrencyPolicy: Allow",
  },
  {
    rule: "jobs-have-deadlines",
    breaks: "the deadline of a training",
    of: digits,
    change: unset(["spec", "activeDeadlineSeconds"]),
    says: "the job leaves out: activeDeadlineSeconds",
  },
  {
    rule: "memory-limit-is-request",
    breaks: "the memory that a model's server asks for",
    of: labels,
    change: set([...container, "resources", "limits", "memory"], "64Gi"),
    says: "containers may use more memory than they ask for: server",
  },
  {
    // An autoscaler's Deployment says no replicas: the rule takes it for one of one pod.
    rule: "replicas-are-spread",
    breaks: "the spread of replicas over nodes",
    of: mlflow,
    change: both(set(["spec", "replicas"], 2), unset([...pod, "topologySpreadConstraints"])),
    says: "replicas may all stand on one node: mlflow",
  },
  {
    rule: "requests-set",
    breaks: "the limit of memory",
    of: mlflow,
    change: unset([...container, "resources", "limits", "memory"]),
    says: "containers leave out: mlflow (limit of memory)",
  },
  {
    rule: "services-are-probed",
    breaks: "the probe that requests wait for",
    of: labels,
    change: unset([...container, "readinessProbe"]),
    says: "containers listen, and have no readinessProbe: server",
  },
];
