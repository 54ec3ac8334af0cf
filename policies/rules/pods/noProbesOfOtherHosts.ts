import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-probes-of-other-hosts",
  title: "Probes and hooks go to their own pod",
  severity: "medium",
  why: "The kubelet sends them from the node's network, past every network policy: a probe of another host scans what the pod itself cannot reach.",
  fix: "remove host from httpGet and tcpSocket",
  references: [podSecurityStandard("baseline", "Host Probes / Lifecycle Hooks")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers have probes or hooks that go to other hosts",
  violations: `variables.containers
    .filter(c, [c.?livenessProbe, c.?readinessProbe, c.?startupProbe, c.?lifecycle.?postStart, c.?lifecycle.?preStop]
      .exists(h, h.?httpGet.?host.orValue('') != '' || h.?tcpSocket.?host.orValue('') != ''))
    .map(c, c.name)`,
});
