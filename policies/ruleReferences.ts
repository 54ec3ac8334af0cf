import type { Reference } from "./rule";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export function podSecurityStandard(level: "baseline" | "restricted", control: string): Reference {
  return {
    name: `PSS ${level}: ${control}`,
    url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  };
}

/** https://docs.aws.amazon.com/eks/latest/best-practices/ */
export function eksBestPractices(chapter: string, page: string): Reference {
  return {
    name: `EKS best practices: ${chapter}`,
    url: `https://docs.aws.amazon.com/eks/latest/best-practices/${page}.html`,
  };
}
