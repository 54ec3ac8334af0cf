import { specimens } from "../../specimen";
import { platformNamespaceObjects, teamNamespace } from "../../specimens/baseStack";
import { rule } from "./namespacesDenyByDefault";

export default specimens(rule, {
  passing: [{ title: "a platform namespace", stack: platformNamespaceObjects("feast") }],
  failing: [
    {
      title: "a policy for one direction",
      stack: teamNamespace("speech", { networkPolicy: { policyTypes: ["Ingress"] } }),
      message: "must have a NetworkPolicy for Egress with an empty podSelector",
    },
    {
      title: "a policy for some pods",
      stack: teamNamespace("speech", { networkPolicy: { podSelector: { matchLabels: { app: "main" } } } }),
      message: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
    {
      title: "a policy for pods without a label",
      stack: teamNamespace("speech", {
        networkPolicy: { podSelector: { matchExpressions: [{ key: "job", operator: "DoesNotExist" }] } },
      }),
      message: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
    {
      title: "a platform namespace without a policy",
      stack: platformNamespaceObjects("feast", { networkPolicy: undefined }),
      message: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
  ],
});
