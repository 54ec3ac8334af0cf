import { podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesRule } from "../../rule";
import { podSecurityStandard } from "../../ruleReferences";

export const rule = kubernetesRule({
  name: "no-probes-of-other-hosts",
  title: "Probes and lifecycle hooks call only their own pod",
  severity: "medium",
  why: "The kubelet sends them from the node's network, which bypasses every network policy: a probe of another host scans hosts that the pod cannot reach.",
  fix: "remove host from httpGet and tcpSocket",
  references: [podSecurityStandard("baseline", "Host Probes / Lifecycle Hooks")],
  enforcement: "mandatory",
  kinds: podKinds,
  scope: "everywhere",
  problem: "containers must not have probes or hooks that call another host",
  violations: `variables.containers
    .filter(c, [c.?livenessProbe, c.?readinessProbe, c.?startupProbe, c.?lifecycle.?postStart, c.?lifecycle.?preStop]
      .exists(h, h.?httpGet.?host.orValue('') != '' || h.?tcpSocket.?host.orValue('') != ''))
    .map(c, c.name)`,
});
