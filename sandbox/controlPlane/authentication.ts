import type { KubernetesClient } from "../kubernetes/client";

/** Prefix of the tokens of the sandbox's `aws eks get-token`. The ARN of a role follows in base64url. */
export const tokenPrefix = "k8s-sandbox-v1.";

/** Group of the principals with a cluster-wide EKS access policy. */
export function accessPolicyGroup(policy: string): string {
  return `eks-access-policy:${policy}`;
}

/** Webhook configuration that lets the API server authenticate tokens with the access entries of the simulated AWS. */
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

/** Built-in Kubernetes roles that match EKS access policies. */
const roleOfPolicy = {
  AmazonEKSClusterAdminPolicy: "cluster-admin",
  AmazonEKSAdminPolicy: "admin",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Binds the groups of EKS access policies to the roles. */
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
