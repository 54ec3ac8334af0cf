import { kubernetesRule } from "../../rule";

const awsCertificate = "alb.ingress.kubernetes.io/certificate-arn";

export const rule = kubernetesRule({
  name: "ingress-has-tls",
  title: "Every Ingress ends TLS",
  severity: "high",
  why: "Without TLS logins and requests with personal data cross the network for anybody on the way to read.",
  fix: `add spec.tls with a certificate's secret, or the annotation ${awsCertificate}`,
  references: [{ name: "CIS EKS 5.4.5" }, { name: "C-0263" }],
  enforcement: "mandatory",
  kinds: ["Ingress"],
  scope: "everywhere",
  parts: ["metadata.annotations", "spec"],
  problem: "has no certificate",
  violations: `size(object.?spec.?tls.orValue([])) > 0 || '${awsCertificate}' in variables.annotations
    ? [] : ['spec.tls']`,
});
