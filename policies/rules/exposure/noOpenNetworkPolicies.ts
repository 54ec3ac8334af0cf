import { linkLocal, privateBlocks } from "../../../core/network/blocks";
import { celLiteral } from "../../cel/literal";
import { kubernetesRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";

/** In CEL, whether a block is a good part of the Internet: so short a prefix says it, whatever address stands before. */
const isEverything = "p.?ipBlock.?cidr.orValue('').matches('/0*[0-7]$')";

/** In CEL, whether a block leaves out private addresses and the metadata service: of version 6 one block has both. */
const staysOutside = `(p.ipBlock.cidr.contains(':')
  ? p.ipBlock.?except.orValue([]).exists(e, e.matches('^f[cd]00::/[78]$'))
  : ${celLiteral(privateBlocks)}.all(e, e in p.ipBlock.?except.orValue([]))
    && p.ipBlock.?except.orValue([]).exists(e, e in ${celLiteral([linkLocal, "169.254.169.254/32"])}))`;

/** In CEL, whether a selector takes any namespace: only matchLabels and In name some, and labels are the platform's. */
const isEveryNamespace = `has(p.namespaceSelector)
  && size(p.namespaceSelector.?matchLabels.orValue({})) == 0
  && !p.namespaceSelector.?matchExpressions.orValue([]).exists(e, e.?operator.orValue('') == 'In')`;

export const rule = kubernetesRule({
  name: "no-open-network-policies",
  title: "A team's network policy names whom it lets in, and where it lets pods go",
  severity: "high",
  why: "Policies add up: one that was opened for an hour of debugging makes all others worth nothing, and nobody closes it again.",
  fix: `name peers by namespaceSelector and podSelector, or by blocks; where 0.0.0.0/0 must be reached, except ${privateBlocks.join(", ")} and ${linkLocal}`,
  references: [{ name: "NSA C-0030" }, eksBestPractices("Network Policies", "network-security")],
  enforcement: "mandatory",
  kinds: ["NetworkPolicy"],
  scope: "teams",
  problem: "opens to everybody",
  violations: `(object.?spec.?ingress.orValue([]).exists(r, size(r.?from.orValue([])) == 0
      || r.from.exists(p, ${isEverything} || (${isEveryNamespace}))) ? ['ingress'] : [])
    + (object.?spec.?egress.orValue([]).exists(r, size(r.?to.orValue([])) == 0
      || r.to.exists(p, (${isEverything} && !${staysOutside})
        || (${isEveryNamespace}))) ? ['egress'] : [])`,
});
