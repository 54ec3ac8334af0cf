import type { JsonObject } from "../../../core/json/json";
import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { networkPolicy, notTheInternet } from "../../specimens/exposure";
import { rule } from "./noOpenNetworkPolicies";

const everybody = { ipBlock: { cidr: "0.0.0.0/0" } };
const into = (peer: JsonObject) => networkPolicy({ ingress: [{ from: [peer] }] });
const outTo = (cidr: string, except: string[] = []) =>
  networkPolicy({ egress: [{ to: [{ ipBlock: { cidr, except } }] }] });
const expressed = (...matchExpressions: JsonObject[]) => into({ namespaceSelector: { matchExpressions } });
const byName = "kubernetes.io/metadata.name";

export default specimens(rule, {
  passing: [
    { of: "the gateway, and private blocks excepted", stack: [networkPolicy()] },
    { of: "each other", stack: [networkPolicy({ ingress: [{ from: [{ podSelector: {} }] }] })] },
    { of: "a block of the company's", stack: [into({ ipBlock: { cidr: "10.0.0.0/8" } })] },
    {
      of: "namespaces by their names, of which one is left out",
      stack: [
        expressed(
          { key: byName, operator: "In", values: ["vision", "speech"] },
          { key: byName, operator: "NotIn", values: ["speech"] },
        ),
      ],
    },
    {
      of: "the Internet but private blocks and the metadata service alone",
      stack: [
        outTo("0.0.0.0/0", [...notTheInternet.filter((cidr) => cidr !== "169.254.0.0/16"), "169.254.169.254/32"]),
      ],
    },
    { of: "the Internet of version 6 but private blocks", stack: [outTo("::/0", ["fc00::/7"])] },
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
    ...["0::/0", "64.0.0.0/2", "128.0.0.0/1"].map((cidr) => ({
      of: `the Internet or much of it, written as ${cidr}`,
      stack: [into({ ipBlock: { cidr } })],
      says: "opens to everybody: ingress",
    })),
    ...["Exists", "DoesNotExist", "NotIn"].map((operator) => ({
      of: `namespaces by ${operator} alone`,
      stack: [expressed({ key: "team", operator, ...(operator === "NotIn" && { values: ["none"] }) })],
      says: "opens to everybody: ingress",
    })),
    ...notTheInternet.map((cidr) => ({
      of: `the Internet, and ${cidr} with it`,
      stack: [outTo("0.0.0.0/0", ["203.0.113.1/32", ...notTheInternet.filter((other) => other !== cidr)])],
      says: "opens to everybody: egress",
    })),
    {
      of: "the Internet of version 6 but one address",
      stack: [outTo("::/0", ["2001:db8::1/128"])],
      says: "opens to everybody: egress",
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
