import { specimens } from "../../specimen";
import { platformPlace, teamPlace } from "../../specimens/baseStack";
import { rule } from "./namespacesDenyByDefault";

export default specimens(rule, {
  passing: [{ of: "a namespace of the platform's", stack: platformPlace("feast") }],
  failing: [
    {
      of: "a policy of one direction",
      stack: teamPlace("speech", { networkPolicy: { policyTypes: ["Ingress"] } }),
      says: "no NetworkPolicy is about Egress of all its pods",
    },
    {
      of: "a policy of some pods",
      stack: teamPlace("speech", { networkPolicy: { podSelector: { matchLabels: { app: "main" } } } }),
      says: "no NetworkPolicy is about Ingress of all its pods",
    },
    {
      of: "a policy of the pods without a label",
      stack: teamPlace("speech", {
        networkPolicy: { podSelector: { matchExpressions: [{ key: "job", operator: "DoesNotExist" }] } },
      }),
      says: "no NetworkPolicy is about Ingress of all its pods",
    },
    {
      of: "a namespace of the platform's without a policy",
      stack: platformPlace("feast", { networkPolicy: undefined }),
      says: "no NetworkPolicy is about Ingress of all its pods",
    },
  ],
});
