import { describe, expect, it } from "vitest";
import { answer } from "../../../sandbox/engine/awsShim";

const role = "arn:aws:iam::111122223333:role/mlops-deployer";

describe("the sandbox's aws", () => {
  it("answers with a token that names the role, for 14 minutes", () => {
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

  it("needs no kubeconfig written: the environment has the sandbox's", () => {
    expect(answer(["eks", "update-kubeconfig", "--name", "x"], role)).toBe("KUBECONFIG already points to the sandbox");
  });

  it("knows nothing else", () => {
    expect(() => answer(["s3", "ls"], role)).toThrow(
      'the sandbox\'s aws supports only "aws eks get-token", not "aws s3 ls"',
    );
  });

  it.each([
    [undefined, "MLOPS_SANDBOX_ROLE is not set"],
    ["deployer", 'MLOPS_SANDBOX_ROLE is "deployer"'],
  ])("asks for a role where it is %s", (given, message) => {
    expect(() => answer(["eks", "get-token"], given)).toThrow(message);
  });
});
