import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-external-ips",
  title: "Services do not set externalIPs",
  severity: "high",
  why: "Anyone who may create a Service can claim the address of the database, for example, and then reads everything that pods send there (CVE-2020-8554).",
  fix: "remove spec.externalIPs",
  references: [
    { name: "CVE-2020-8554", url: "https://github.com/kubernetes/kubernetes/issues/97076" },
    {
      name: "Kubernetes: DenyServiceExternalIPs",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips",
    },
  ],
  enforcement: "mandatory",
  kinds: ["Service"],
  scope: "everywhere",
  problem: "the Service must not claim addresses with",
  violations: "size(object.?spec.?externalIPs.orValue([])) > 0 ? ['spec.externalIPs'] : []",
});
