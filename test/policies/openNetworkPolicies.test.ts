import { expect, it } from "vitest";
import { evaluateRule } from "../../policies/kubernetes/evaluate";
import { rule } from "../../policies/rules/exposure/noOpenNetworkPolicies";
import { context } from "../../policies/specimens/baseStack";

/** Notations that only Kubernetes up to 1.35 accepts. Later versions reject them, so they cannot be specimens. */
it.each(["10.0.0.0/0", "203.0.113.7/0", "0.0.0.0/00", "1::/00"])("rejects %s, which is the whole Internet", (cidr) => {
  const peers = [{ ipBlock: { cidr } }];
  const policy = { kind: "NetworkPolicy", spec: { ingress: [{ from: peers }], egress: [{ to: peers }] } };
  expect(evaluateRule(rule, policy, undefined, context)).toEqual({
    status: "fail",
    message: "the NetworkPolicy must not allow all peers in: ingress, egress",
  });
});
