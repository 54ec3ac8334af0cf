import type { JsonObject } from "../../../core/json/json";
import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { networkPolicy, privateAndLinkLocalBlocks } from "../../specimens/exposure";
import { rule } from "./noOpenNetworkPolicies";

const everybody = { ipBlock: { cidr: "0.0.0.0/0" } };
const into = (peer: JsonObject) => networkPolicy({ ingress: [{ from: [peer] }] });
const outTo = (cidr: string, except: string[] = []) =>
  networkPolicy({ egress: [{ to: [{ ipBlock: { cidr, except } }] }] });
const expressed = (...matchExpressions: JsonObject[]) => into({ namespaceSelector: { matchExpressions } });
const byName = "kubernetes.io/metadata.name";

export default specimens(rule, {
  passing: [
    { title: "ingress from the gateway, and egress to all but private blocks", stack: [networkPolicy()] },
    {
      title: "ingress from pods of the same namespace",
      stack: [networkPolicy({ ingress: [{ from: [{ podSelector: {} }] }] })],
    },
    { title: "ingress from a private block", stack: [into({ ipBlock: { cidr: "10.0.0.0/8" } })] },
    {
      title: "namespaces by names, with one exception",
      stack: [
        expressed(
          { key: byName, operator: "In", values: ["vision", "speech"] },
          { key: byName, operator: "NotIn", values: ["speech"] },
        ),
      ],
    },
    {
      title: "egress to all but private blocks and the address of the metadata service",
      stack: [
        outTo("0.0.0.0/0", [
          ...privateAndLinkLocalBlocks.filter((cidr) => cidr !== "169.254.0.0/16"),
          "169.254.169.254/32",
        ]),
      ],
    },
    { title: "egress to all of IPv6 but private blocks", stack: [outTo("::/0", ["fc00::/7"])] },
    {
      title: "an open NetworkPolicy in a platform namespace",
      stack: [networkPolicy({ ingress: [{}] }, platformNamespace)],
    },
  ],
  failing: [
    {
      title: "ingress without peers",
      stack: [networkPolicy({ ingress: [{}] })],
      message: "the NetworkPolicy must not allow all peers in: ingress",
    },
    {
      title: "ingress from and egress to the whole Internet",
      stack: [networkPolicy({ ingress: [{ from: [everybody] }], egress: [{ to: [everybody] }] })],
      message: "the NetworkPolicy must not allow all peers in: ingress, egress",
    },
    {
      title: "ingress from all of IPv6",
      stack: [networkPolicy({ ingress: [{ from: [{ ipBlock: { cidr: "::/0" } }] }] })],
      message: "the NetworkPolicy must not allow all peers in: ingress",
    },
    ...["0::/0", "64.0.0.0/2", "128.0.0.0/1"].map((cidr) => ({
      title: `ingress from ${cidr}`,
      stack: [into({ ipBlock: { cidr } })],
      message: "the NetworkPolicy must not allow all peers in: ingress",
    })),
    ...["Exists", "DoesNotExist", "NotIn"].map((operator) => ({
      title: `ingress from namespaces selected only by ${operator}`,
      stack: [expressed({ key: "team", operator, ...(operator === "NotIn" && { values: ["none"] }) })],
      message: "the NetworkPolicy must not allow all peers in: ingress",
    })),
    ...privateAndLinkLocalBlocks.map((cidr) => ({
      title: `egress to the Internet including ${cidr}`,
      stack: [outTo("0.0.0.0/0", ["203.0.113.1/32", ...privateAndLinkLocalBlocks.filter((other) => other !== cidr)])],
      message: "the NetworkPolicy must not allow all peers in: egress",
    })),
    {
      title: "egress to all of IPv6 but one address",
      stack: [outTo("::/0", ["2001:db8::1/128"])],
      message: "the NetworkPolicy must not allow all peers in: egress",
    },
    {
      title: "egress to every namespace",
      stack: [networkPolicy({ egress: [{ to: [{ namespaceSelector: {}, podSelector: {} }] }] })],
      message: "the NetworkPolicy must not allow all peers in: egress",
    },
    {
      title: "egress without peers, on one port",
      stack: [networkPolicy({ egress: [{ ports: [{ protocol: "TCP", port: 443 }] }] })],
      message: "the NetworkPolicy must not allow all peers in: egress",
    },
  ],
});
