import { eksBestPractices } from "../../references";
import { kubernetesRule } from "../../rule";

/** In CEL, whether a block is all of the Internet, or half of it. */
const isEverything = "p.?ipBlock.?cidr.orValue('').matches('^(0[.]0[.]0[.]0|128[.]0[.]0[.]0|::|8000::)/[01]$')";

/** In CEL, whether a selector takes every namespace: labels are the platform's, an empty selector has none. */
const isEveryNamespace = `has(p.namespaceSelector)
  && size(p.namespaceSelector.?matchLabels.orValue({})) == 0
  && size(p.namespaceSelector.?matchExpressions.orValue([])) == 0`;

export const rule = kubernetesRule({
  name: "no-open-network-policies",
  title: "A team's network policy names whom it lets in, and where it lets pods go",
  severity: "high",
  why: "Policies add up: one that was opened for an hour of debugging makes all others worth nothing, and nobody closes it again.",
  fix: "name peers by namespaceSelector and podSelector, or by blocks; except private blocks where 0.0.0.0/0 must be reached",
  references: [{ name: "NSA C-0030" }, eksBestPractices("Network Policies", "network-security")],
  enforcement: "mandatory",
  kinds: ["NetworkPolicy"],
  scope: "teams",
  problem: "opens to everybody",
  offenders: `(object.?spec.?ingress.orValue([]).exists(r, size(r.?from.orValue([])) == 0
      || r.from.exists(p, ${isEverything} || (${isEveryNamespace}))) ? ['ingress'] : [])
    + (object.?spec.?egress.orValue([]).exists(r, size(r.?to.orValue([])) == 0
      || r.to.exists(p, (${isEverything} && size(p.ipBlock.?except.orValue([])) == 0)
        || (${isEveryNamespace}))) ? ['egress'] : [])`,
});
