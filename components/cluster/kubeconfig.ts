import type * as pulumi from "@pulumi/pulumi";

/** Arguments of `kubeconfig`. */
export interface KubeconfigArgs {
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Address of the Kubernetes API. */
  readonly endpoint: pulumi.Input<string>;
  /** Certificate authority of the cluster, base64. */
  readonly certificateAuthority: pulumi.Input<string>;
  /** AWS region. */
  readonly region: string;
}

/**
 * Returns a kubeconfig that calls the AWS CLI for a token at each use. It contains no secret and does not expire.
 *
 * It is the configuration of Pulumi's Kubernetes provider, so it must contain only values that are constant for the
 * life of the cluster: a change appears in a preview as a replacement of every object in the cluster
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
