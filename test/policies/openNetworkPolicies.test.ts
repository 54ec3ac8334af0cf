import { expect, it } from "vitest";
import { evaluateRule } from "../../policies/kubernetes/evaluate";
import { rule } from "../../policies/rules/exposure/noOpenNetworkPolicies";
import { context } from "../../policies/specimens/baseStack";

/** Spellings that Kubernetes takes up to 1.35 alone: since then its own check refuses them, so that they are no specimens. */
it.each(["10.0.0.0/0", "203.0.113.7/0", "0.0.0.0/00", "1::/00"])("%s is all of the Internet", (cidr) => {
  const peers = [{ ipBlock: { cidr } }];
  const policy = { kind: "NetworkPolicy", spec: { ingress: [{ from: peers }], egress: [{ to: peers }] } };
  expect(evaluateRule(rule, policy, undefined, context)).toEqual({
    status: "fail",
    message: "the NetworkPolicy must not allow all peers in: ingress, egress",
  });
});
