import type * as pulumi from "@pulumi/pulumi";

export interface KubeconfigArgs {
  readonly clusterName: pulumi.Input<string>;
  readonly endpoint: pulumi.Input<string>;
  /** The cluster's certificate authority, base64. */
  readonly certificateAuthority: pulumi.Input<string>;
  readonly region: string;
}

/**
 * A kubeconfig that asks the AWS CLI for a token at each use, so that it holds no secret and never expires.
 *
 * It is the configuration of Pulumi's Kubernetes provider: only values that stay the same for the life of the cluster
 * belong here, since a change previews as a replacement of every object in the cluster
 * (https://github.com/pulumi/pulumi-eks/issues/352).
 */
export function kubeconfig({ clusterName, endpoint, certificateAuthority, region }: KubeconfigArgs) {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "cluster", cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    contexts: [{ name: "context", context: { cluster: "cluster", user: "user" } }],
    "current-context": "context",
    users: [
      {
        name: "user",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json"],
          },
        },
      },
    ],
  };
}
