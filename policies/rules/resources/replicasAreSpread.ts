import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "replicas-are-spread",
  title: "Replicas stand on several nodes",
  severity: "low",
  why: "Replicas that all landed on one node go down together with it, although there were three of them for that very day.",
  fix: "write topologySpreadConstraints over kubernetes.io/hostname and topology.kubernetes.io/zone",
  references: [
    eksBestPractices("Schedule replicas across nodes", "application"),
    { name: "KubeLinter no-anti-affinity" },
  ],
  // The scheduler spreads by itself too, where there is room.
  enforcement: "advisory",
  kinds: ["Deployment", "StatefulSet"],
  scope: "everywhere",
  problem: "replicas may all stand on one node",
  violations: `object.spec.?replicas.orValue(1) < 2
      || variables.podSpec.?topologySpreadConstraints.orValue([]).size() > 0
      || variables.podSpec.?affinity.?podAntiAffinity.hasValue()
    ? [] : [object.metadata.name]`,
});
