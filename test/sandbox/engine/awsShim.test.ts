import { describe, expect, it } from "vitest";
import { answer } from "../../../sandbox/engine/awsShim";

const role = "arn:aws:iam::111122223333:role/mlops-deployer";

describe("the sandbox's aws", () => {
  it("returns a token with the role, valid for 14 minutes", () => {
    const credential = JSON.parse(
      answer(["eks", "get-token", "--cluster-name", "x"], role, new Date("2026-01-01T00:00:00.5Z")),
    );
    expect(credential).toEqual({
      kind: "ExecCredential",
      apiVersion: "client.authentication.k8s.io/v1beta1",
      spec: {},
      status: {
        expirationTimestamp: "2026-01-01T00:14:00Z",
        token: `k8s-sandbox-v1.${Buffer.from(role).toString("base64url")}`,
      },
    });
  });

  it("writes no kubeconfig, because the environment sets the sandbox's", () => {
    expect(answer(["eks", "update-kubeconfig", "--name", "x"], role)).toBe("KUBECONFIG already points to the sandbox");
  });

  it("rejects other commands", () => {
    expect(() => answer(["s3", "ls"], role)).toThrow(
      'the sandbox\'s aws supports only "aws eks get-token", not "aws s3 ls"',
    );
  });

  it.each([
    [undefined, "MLOPS_SANDBOX_ROLE is not set"],
    ["deployer", 'MLOPS_SANDBOX_ROLE is "deployer"'],
  ])("rejects a role that is %s", (given, message) => {
    expect(() => answer(["eks", "get-token"], given)).toThrow(message);
  });
});
