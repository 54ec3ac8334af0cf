import { teamLabel } from "../../../core/kubernetes/labels";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

const enforce = "pod-security.kubernetes.io/enforce";

export const rule = kubernetesRule({
  name: "namespace-pod-security",
  title: "Every namespace enforces a pod security standard, and a team's the strictest",
  severity: "critical",
  why: "Without the label Kubernetes lets any pod in: one that mounts the node's disk reads all that the node has.",
  fix: `label the namespace ${enforce}, with restricted where it is a team's`,
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
  problem: "labels are missing, or say less than restricted for a team",
  violations: `('${teamLabel}' in variables.labels
    ? variables.labels[?'${enforce}'].orValue('') == 'restricted'
    : '${enforce}' in variables.labels) ? [] : ['${enforce}']`,
});
