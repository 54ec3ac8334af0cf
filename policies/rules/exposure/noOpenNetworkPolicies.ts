import { linkLocal, privateBlocks } from "../../../core/network/blocks";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

/** In CEL, whether a block has a prefix of /7 or shorter, which covers a large part of the Internet. */
const isEverything = "p.?ipBlock.?cidr.orValue('').matches('/0*[0-7]$')";

/** In CEL, whether a block excludes private addresses and the metadata service. In IPv6, one block contains both. */
const excludesPrivate = `(p.ipBlock.cidr.contains(':')
  ? p.ipBlock.?except.orValue([]).exists(e, e.matches('^f[cd]00::/[78]$'))
  : ${celLiteral(privateBlocks)}.all(e, e in p.ipBlock.?except.orValue([]))
    && p.ipBlock.?except.orValue([]).exists(e, e in ${celLiteral([linkLocal, "169.254.169.254/32"])}))`;

/** In CEL, whether a selector matches every namespace. Only matchLabels and the operator In restrict it. */
const isEveryNamespace = `has(p.namespaceSelector)
  && size(p.namespaceSelector.?matchLabels.orValue({})) == 0
  && !p.namespaceSelector.?matchExpressions.orValue([]).exists(e, e.?operator.orValue('') == 'In')`;

export const rule = kubernetesRule({
  name: "no-open-network-policies",
  title: "A team's NetworkPolicy names the peers that it allows, for ingress and egress",
  severity: "high",
  why: "Network policies are additive: one that is opened for an hour of debugging overrides all others, and it is easily forgotten.",
  fix: `name peers by namespaceSelector and podSelector, or by CIDR blocks; if 0.0.0.0/0 must be reachable, add except with ${privateBlocks.join(", ")} and ${linkLocal}`,
  references: [{ name: "NSA C-0030" }, eksBestPractices("Network Policies", "network-security")],
  enforcement: "mandatory",
  kinds: ["NetworkPolicy"],
  scope: "teams",
  problem: "the NetworkPolicy must not allow all peers in",
  violations: `(object.?spec.?ingress.orValue([]).exists(r, size(r.?from.orValue([])) == 0
      || r.from.exists(p, ${isEverything} || (${isEveryNamespace}))) ? ['ingress'] : [])
    + (object.?spec.?egress.orValue([]).exists(r, size(r.?to.orValue([])) == 0
      || r.to.exists(p, (${isEverything} && !${excludesPrivate})
        || (${isEveryNamespace}))) ? ['egress'] : [])`,
});
