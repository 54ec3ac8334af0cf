import { specimens } from "../../specimen";
import { networkPolicy } from "../../specimens/exposure";
import { platformNamespace } from "../../specimens/world";
import { rule } from "./noOpenNetworkPolicies";

const everybody = { ipBlock: { cidr: "0.0.0.0/0" } };

export default specimens(rule, {
  passing: [
    { of: "the gateway, and private blocks excepted", stack: [networkPolicy()] },
    { of: "each other", stack: [networkPolicy({ ingress: [{ from: [{ podSelector: {} }] }] })] },
    { of: "an open way of the platform's", stack: [networkPolicy({ ingress: [{}] }, platformNamespace)] },
  ],
  failing: [
    { of: "no peers", stack: [networkPolicy({ ingress: [{}] })], says: "opens to everybody: ingress" },
    {
      of: "the Internet, in and out",
      stack: [networkPolicy({ ingress: [{ from: [everybody] }], egress: [{ to: [everybody] }] })],
      says: "opens to everybody: ingress, egress",
    },
    {
      of: "the Internet of version 6",
      stack: [networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: "::/0" } }] }] })],
      says: "opens to everybody: ingress",
    },
    {
      of: "every namespace",
      stack: [networkPolicy({ egress: [{ to: [{ namespaceSelector: {}, podSelector: {} }] }] })],
      says: "opens to everybody: egress",
    },
    {
      of: "no peers out, by one port",
      stack: [networkPolicy({ egress: [{ ports: [{ protocol: "TCP", port: 443 }] }] })],
      says: "opens to everybody: egress",
    },
  ],
});
