import { isCreatedByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "services-are-probed",
  title: "Teams' servers have a readiness probe",
  severity: "medium",
  why: "Without a probe, a pod receives requests while it loads its model: every rollout starts with minutes of errors.",
  fix: "add a readinessProbe that succeeds once the model is loaded",
  references: [
    { name: "CKV_K8S_9" },
    { name: "Kubescape C-0018" },
    eksBestPractices("Use Readiness Probe to detect partial unavailability", "application"),
  ],
  enforcement: "mandatory",
  kinds: ["Deployment", "StatefulSet"],
  scope: "teams",
  problem: "containers with ports must have a readinessProbe",
  // Users cannot change a Deployment that a controller creates.
  violations: `${isCreatedByController("Deployment")} ? [] : variables.mainContainers
    .filter(c, c.?ports.orValue([]).size() > 0 && !has(c.readinessProbe))
    .map(c, c.name)`,
});
