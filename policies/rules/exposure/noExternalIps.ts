import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-external-ips",
  title: "No Service claims addresses with externalIPs",
  severity: "high",
  why: "Whoever may make a Service can claim the address of anything, such as the database, and reads what all pods send there (CVE-2020-8554).",
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
  problem: "claims addresses",
  violations: "size(object.?spec.?externalIPs.orValue([])) > 0 ? ['spec.externalIPs'] : []",
});
