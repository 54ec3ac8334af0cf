import { expect, it } from "vitest";
import { kubeconfig } from "../../../components/cluster/kubeconfig";

it("kubeconfig asks the AWS CLI for a token and holds no secret", () => {
  const args = { clusterName: "c", endpoint: "https://e", certificateAuthority: "Y2E=", region: "us-west-2" };
  expect(kubeconfig(args)).toEqual({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "cluster", cluster: { server: "https://e", "certificate-authority-data": "Y2E=" } }],
    contexts: [{ name: "context", context: { cluster: "cluster", user: "user" } }],
    "current-context": "context",
    users: [
      {
        name: "user",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", "c", "--region", "us-west-2", "--output", "json"],
          },
        },
      },
    ],
  });
});
