import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "team-namespaces-without-sidecars",
  title: "Istio puts no sidecars into teams' pods",
  severity: "medium",
  why: "A sidecar keeps a training job from ever ending and its setup breaks the restricted standard: where the label is missing, Kubeflow's controller of Profiles switches sidecars on.",
  fix: "label the team's namespace istio-injection: disabled",
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
  problem: "labels let sidecars in",
  violations: "variables.labels[?'istio-injection'].orValue('') == 'disabled' ? [] : ['istio-injection']",
});
