import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "gateway-listeners-have-tls",
  title: "No Gateway listens for plain HTTP",
  severity: "high",
  why: "A client that is told an http address sends its token in plain text, even where the answer only sends it on to https.",
  fix: "use protocol HTTPS with tls.certificateRefs, as IngressGateway does",
  references: [{ name: "CIS EKS 5.4.5" }, { name: "C-0263" }],
  enforcement: "mandatory",
  kinds: ["Gateway"],
  scope: "everywhere",
  problem: "listeners take plain HTTP",
  violations:
    "object.?spec.?listeners.orValue([]).filter(l, l.?protocol.orValue('') == 'HTTP').map(l, l.?name.orValue('listener'))",
});
