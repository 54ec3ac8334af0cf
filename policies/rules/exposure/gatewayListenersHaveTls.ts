import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "gateway-listeners-have-tls",
  title: "Gateways do not listen for plain HTTP",
  severity: "high",
  why: "A client with an http:// address sends its token in plain text, even if the answer only redirects to https://.",
  fix: "use protocol HTTPS with tls.certificateRefs, as IngressGateway does",
  references: [{ name: "CIS EKS 5.4.5" }, { name: "C-0263" }],
  enforcement: "mandatory",
  kinds: ["Gateway"],
  scope: "everywhere",
  problem: "listeners must not use plain HTTP",
  violations:
    "object.?spec.?listeners.orValue([]).filter(l, l.?protocol.orValue('') == 'HTTP').map(l, l.?name.orValue('listener'))",
});
