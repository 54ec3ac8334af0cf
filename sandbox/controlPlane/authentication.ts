import type { KubernetesClient } from "../kubernetes/client";

/** Prefix of the tokens that the sandbox's `aws eks get-token` hands out. A role's ARN follows, in base64url. */
export const tokenPrefix = "k8s-sandbox-v1.";

/** Group of whoever an EKS access policy is associated with, for the whole cluster. */
export function accessPolicyGroup(policy: string): string {
  return `eks-access-policy:${policy}`;
}

/** Where the API server asks who a token's bearer is: the simulated AWS, which has the access entries. */
export function tokenWebhook(port: number) {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "aws", cluster: { server: `http://127.0.0.1:${port}/token-review` } }],
    users: [{ name: "api-server", user: {} }],
    contexts: [{ name: "aws", context: { cluster: "aws", user: "api-server" } }],
    "current-context": "aws",
  };
}

/** What EKS's access policies allow, as roles that come with Kubernetes. */
const roleOfPolicy = {
  AmazonEKSClusterAdminPolicy: "cluster-admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Lets whoever EKS's access policies let in, in. */
export async function bindAccessPolicies(client: KubernetesClient): Promise<void> {
  for (const [policy, role] of Object.entries(roleOfPolicy)) {
    await client.apply(
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        name: `eks-access-policy-${policy}`.toLowerCase(),
      },
      {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
        subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: accessPolicyGroup(policy) }],
      },
      "sandbox",
    );
  }
}
