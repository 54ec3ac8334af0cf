import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-device-environment-bypass",
  title: "Containers get accelerators by asking for them, not by a variable",
  severity: "high",
  why: "NVIDIA's runtime reads the variable and hands over every GPU of the node: a pod that asked for none ruins its neighbour's training.",
  fix: "remove the variable, and ask for the accelerator in resources.limits",
  references: [
    {
      name: "NVIDIA Container Toolkit: GPU enumeration",
      url: "https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html",
    },
  ],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers reach for accelerators that they do not ask for",
  // What a value is taken from, whoever fills it may change after the pod was let in.
  violations: `variables.containers
    .filter(c, !variables.acceleratorKeys.exists(k, c.?resources.?limits[?k].hasValue())
      && c.?env.orValue([]).exists(e, e.name in ['NVIDIA_VISIBLE_DEVICES', 'AWS_NEURON_VISIBLE_DEVICES']
        && (has(e.valueFrom) || !(e.?value.orValue('') in ['', 'none', 'void']))))
    .map(c, c.name)`,
});
