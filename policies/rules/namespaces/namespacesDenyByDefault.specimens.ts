import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./namespacesDenyByDefault";

export default specimens(rule, {
  passing: [{ of: "a platform namespace", stack: platformPlace("feast") }],
  failing: [
    {
      of: "a policy for one direction",
      stack: teamPlace("speech", { networkPolicy: { policyTypes: ["Ingress"] } }),
      says: "must have a NetworkPolicy for Egress with an empty podSelector",
    },
    {
      of: "a policy for some pods",
      stack: teamPlace("speech", { networkPolicy: { podSelector: { matchLabels: { app: "main" } } } }),
      says: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
    {
      of: "a policy for pods without a label",
      stack: teamPlace("speech", {
        networkPolicy: { podSelector: { matchExpressions: [{ key: "job", operator: "DoesNotExist" }] } },
      }),
      says: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
    {
      of: "a platform namespace without a policy",
      stack: platformPlace("feast", { networkPolicy: undefined }),
      says: "must have a NetworkPolicy for Ingress with an empty podSelector",
    },
  ],
});
