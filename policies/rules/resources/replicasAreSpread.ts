import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "replicas-are-spread",
  title: "Replicas are spread over several nodes",
  severity: "low",
  why: "If all replicas run on one node, the loss of that node stops the service in spite of its replicas.",
  fix: "set topologySpreadConstraints for kubernetes.io/hostname and topology.kubernetes.io/zone",
  references: [
    eksBestPractices("Schedule replicas across nodes", "application"),
    { name: "KubeLinter no-anti-affinity" },
  ],
  // By default the scheduler also prefers to spread replicas.
  enforcement: "advisory",
  kinds: ["Deployment", "StatefulSet"],
  scope: "everywhere",
  problem: "replicas should not all run on one node",
  violations: `object.spec.?replicas.orValue(1) < 2
      || variables.podSpec.?topologySpreadConstraints.orValue([]).size() > 0
      || variables.podSpec.?affinity.?podAntiAffinity.hasValue()
    ? [] : [object.metadata.name]`,
});
