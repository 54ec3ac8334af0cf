import { isCreatedByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";

const has = (list: string, resource: string) => `c.?resources.?${list}.?${resource}.hasValue()`;
const missing = `((${has("requests", "cpu")} || ${has("limits", "cpu")} ? [] : ['cpu'])
      + (${has("requests", "memory")} || ${has("limits", "memory")} ? [] : ['memory'])
      + (${has("limits", "memory")} ? [] : ['memory limit']))`;

export const rule = kubernetesRule({
  name: "requests-set",
  title: "Containers request CPU and memory, and limit memory",
  severity: "high",
  why: "A container without requests is scheduled to a full node, and one without a memory limit uses the memory of the training beside it.",
  fix: "set resources.requests.cpu, resources.requests.memory and resources.limits.memory",
  references: [
    { name: "NSA C-0270" },
    { name: "NSA C-0271" },
    { name: "CKV_K8S_10" },
    { name: "CKV_K8S_12" },
    { name: "CKV_K8S_13" },
  ],
  enforcement: "mandatory",
  // Pods are exempt: at admission, the LimitRange of the namespace has already set their defaults.
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  scope: "everywhere",
  problem: "containers must set resources",
  // Users cannot change objects that a controller creates; their pods also get the defaults.
  violations: `${isCreatedByController("Job", "Deployment", "StatefulSet")} ? [] : variables.sizedContainers
    .filter(c, ${missing}.size() > 0)
    .map(c, c.name + ' (' + ${missing}.join(', ') + ')')`,
});
