import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "team-namespaces-without-sidecars",
  title: "Istio does not inject sidecars into team pods",
  severity: "medium",
  why: "A sidecar prevents a training job from completing, and its setup violates the restricted standard. Without the label, Kubeflow's profile controller enables sidecars.",
  fix: "set the label istio-injection: disabled on the team's namespace",
  references: [
    {
      name: "Istio: Installing the Sidecar",
      url: "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    },
  ],
  enforcement: "mandatory",
  kinds: ["Namespace"],
  scope: "teams",
  parts: ["metadata.labels"],
  problem: "a team's namespace must disable sidecars with the label",
  violations: "variables.labels[?'istio-injection'].orValue('') == 'disabled' ? [] : ['istio-injection']",
});
