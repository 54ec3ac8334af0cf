import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-device-environment-bypass",
  title: "Containers get accelerators through resource limits, not through environment variables",
  severity: "high",
  why: "NVIDIA's runtime reads the variable and gives the container every GPU of the node, so a pod that requested none disturbs the training of another pod.",
  fix: "remove the variable, and request the accelerator in resources.limits",
  references: [
    {
      name: "NVIDIA Container Toolkit: GPU enumeration",
      url: "https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html",
    },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not use an environment variable to get accelerators that they do not request",
  // The source of a valueFrom can change after the pod is admitted.
  violations: `variables.containers
    .filter(c, !variables.acceleratorKeys.exists(k, c.?resources.?limits[?k].hasValue())
      && c.?env.orValue([]).exists(e, e.name in ['NVIDIA_VISIBLE_DEVICES', 'AWS_NEURON_VISIBLE_DEVICES']
        && (has(e.valueFrom) || !(e.?value.orValue('') in ['', 'none', 'void']))))
    .map(c, c.name)`,
});
