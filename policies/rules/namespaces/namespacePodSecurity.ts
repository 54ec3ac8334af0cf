import { teamLabel } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const enforce = "pod-security.kubernetes.io/enforce";

export const rule = kubernetesRule({
  name: "namespace-pod-security",
  title: "Every namespace enforces a pod security standard; a team's namespace enforces restricted",
  severity: "critical",
  why: "Without the label, Kubernetes admits any pod, including one that mounts the node's disk and reads all data on it.",
  fix: `set the namespace label ${enforce}: restricted for a team, and a level that its pods pass for a platform namespace`,
  references: [
    {
      name: "Kubernetes: Pod Security Admission",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    },
    eksBestPractices("Pod Security Standards and Pod Security Admission", "pod-security"),
  ],
  enforcement: "mandatory",
  kinds: ["Namespace"],
  scope: "everywhere",
  parts: ["metadata.labels"],
  problem: "the namespace must enforce a pod security standard, and a team's namespace restricted, with the label",
  violations: `('${teamLabel}' in variables.labels
    ? variables.labels[?'${enforce}'].orValue('') == 'restricted'
    : '${enforce}' in variables.labels) ? [] : ['${enforce}']`,
});
