import { isMadeByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";

const has = (list: string, resource: string) => `c.?resources.?${list}.?${resource}.hasValue()`;
const missing = `((${has("requests", "cpu")} || ${has("limits", "cpu")} ? [] : ['cpu'])
      + (${has("requests", "memory")} || ${has("limits", "memory")} ? [] : ['memory'])
      + (${has("limits", "memory")} ? [] : ['limit of memory']))`;

export const rule = kubernetesRule({
  name: "requests-set",
  title: "Containers ask for CPU and memory, and have a limit of memory",
  severity: "high",
  why: "A container that asks for nothing lands on a full node, and one without a limit takes the memory of the training beside it.",
  fix: "write resources.requests with cpu and memory, and resources.limits.memory",
  references: [
    { name: "NSA C-0270" },
    { name: "NSA C-0271" },
    { name: "CKV_K8S_10" },
    { name: "CKV_K8S_12" },
    { name: "CKV_K8S_13" },
  ],
  enforcement: "mandatory",
  // Not Pods: those of a namespace with a LimitRange have been given its defaults.
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  scope: "everywhere",
  problem: "containers leave out",
  // What a controller makes, nobody can write otherwise: its pods get the defaults too.
  violations: `${isMadeByController("Job", "Deployment", "StatefulSet")} ? [] : variables.sizedContainers
    .filter(c, ${missing}.size() > 0)
    .map(c, c.name + ' (' + ${missing}.join(', ') + ')')`,
});
