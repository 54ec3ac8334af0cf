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
    { of: "ingress from the gateway, and egress to all but private blocks", stack: [networkPolicy()] },
    {
      of: "ingress from pods of the same namespace",
      stack: [networkPolicy({ ingress: [{ from: [{ podSelector: {} }] }] })],
    },
    { of: "ingress from a private block", stack: [into({ ipBlock: { cidr: "10.0.0.0/8" } })] },
    {
      of: "namespaces by names, with one exception",
      stack: [
        expressed(
          { key: byName, operator: "In", values: ["vision", "speech"] },
          { key: byName, operator: "NotIn", values: ["speech"] },
        ),
      ],
    },
    {
      of: "egress to all but private blocks and the address of the metadata service",
      stack: [
        outTo("0.0.0.0/0", [...notTheInternet.filter((cidr) => cidr !== "169.254.0.0/16"), "169.254.169.254/32"]),
      ],
    },
    { of: "egress to all of IPv6 but private blocks", stack: [outTo("::/0", ["fc00::/7"])] },
    {
      of: "an open NetworkPolicy in a platform namespace",
      stack: [networkPolicy({ ingress: [{}] }, platformNamespace)],
    },
  ],
  failing: [
    {
      of: "ingress without peers",
      stack: [networkPolicy({ ingress: [{}] })],
      says: "the NetworkPolicy must not allow all peers in: ingress",
    },
    {
      of: "ingress from and egress to the whole Internet",
      stack: [networkPolicy({ ingress: [{ from: [everybody] }], egress: [{ to: [everybody] }] })],
      says: "the NetworkPolicy must not allow all peers in: ingress, egress",
    },
    {
      of: "ingress from all of IPv6",
      stack: [networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: "::/0" } }] }] })],
      says: "the NetworkPolicy must not allow all peers in: ingress",
    },
    ...["0::/0", "64.0.0.0/2", "128.0.0.0/1"].map((cidr) => ({
      of: `ingress from ${cidr}`,
      stack: [into({ ipBlock: { cidr } })],
      says: "the NetworkPolicy must not allow all peers in: ingress",
    })),
    ...["Exists", "DoesNotExist", "NotIn"].map((operator) => ({
      of: `ingress from namespaces selected only by ${operator}`,
      stack: [expressed({ key: "team", operator, ...(operator === "NotIn" && { values: ["none"] }) })],
      says: "the NetworkPolicy must not allow all peers in: ingress",
    })),
    ...notTheInternet.map((cidr) => ({
      of: `egress to the Internet including ${cidr}`,
      stack: [outTo("0.0.0.0/0", ["203.0.113.1/32", ...notTheInternet.filter((other) => other !== cidr)])],
      says: "the NetworkPolicy must not allow all peers in: egress",
    })),
    {
      of: "egress to all of IPv6 but one address",
      stack: [outTo("::/0", ["2001:db8::1/128"])],
      says: "the NetworkPolicy must not allow all peers in: egress",
    },
    {
      of: "egress to every namespace",
      stack: [networkPolicy({ egress: [{ to: [{ namespaceSelector: {}, podSelector: {} }] }] })],
      says: "the NetworkPolicy must not allow all peers in: egress",
    },
    {
      of: "egress without peers, on one port",
      stack: [networkPolicy({ egress: [{ ports: [{ protocol: "TCP", port: 443 }] }] })],
      says: "the NetworkPolicy must not allow all peers in: egress",
    },
  ],
});
