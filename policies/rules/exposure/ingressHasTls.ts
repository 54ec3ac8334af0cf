import { kubernetesRule } from "../../rule";

const awsCertificate = "alb.ingress.kubernetes.io/certificate-arn";

export const rule = kubernetesRule({
  name: "ingress-has-tls",
  title: "Every Ingress terminates TLS",
  severity: "high",
  why: "Without TLS, logins and requests with personal data cross the network unencrypted, and anyone on the path can read them.",
  fix: `add spec.tls with a certificate Secret, or the annotation ${awsCertificate}`,
  references: [{ name: "CIS EKS 5.4.5" }, { name: "C-0263" }],
  enforcement: "mandatory",
  kinds: ["Ingress"],
  scope: "everywhere",
  parts: ["metadata.annotations", "spec"],
  problem: "the Ingress must have a certificate; it does not set",
  violations: `size(object.?spec.?tls.orValue([])) > 0 || '${awsCertificate}' in variables.annotations
    ? [] : ['spec.tls']`,
});
