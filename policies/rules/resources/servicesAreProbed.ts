import { isMadeByController } from "../../kubernetes/controllerOwners";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "services-are-probed",
  title: "Teams' servers say when they are ready",
  severity: "medium",
  why: "Without a probe a pod gets requests while it still loads its model: every rollout answers the first minutes with errors.",
  fix: "write a readinessProbe that succeeds once the model is loaded",
  references: [
    { name: "CKV_K8S_9" },
    { name: "Kubescape C-0018" },
    eksBestPractices("Use Readiness Probe to detect partial unavailability", "application"),
  ],
  enforcement: "mandatory",
  kinds: ["Deployment", "StatefulSet"],
  scope: "teams",
  problem: "containers listen, and have no readinessProbe",
  // A controller's Deployment is as the controller writes it.
  violations: `${isMadeByController("Deployment")} ? [] : variables.mainContainers
    .filter(c, c.?ports.orValue([]).size() > 0 && !has(c.readinessProbe))
    .map(c, c.name)`,
});
