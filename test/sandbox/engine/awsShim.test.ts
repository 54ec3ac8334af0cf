import { describe, expect, it } from "vitest";
import type { Parameters } from "../../../sandbox/cloud/commands/command";
import { answer, parametersOf } from "../../../sandbox/engine/awsShim";

const role = "arn:aws:iam::111122223333:role/mlops-deployer";
const cloud = { command: async (command: string, parameters: Parameters) => ({ command, ...parameters }) };

describe("the sandbox's aws", () => {
  it("returns a token with the role, valid for 14 minutes", async () => {
    const now = new Date("2026-01-01T00:00:00.5Z");
    const credential = JSON.parse(await answer(["eks", "get-token", "--cluster-name", "x"], { role, cloud, now }));
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

  it("writes no kubeconfig, because the environment sets the sandbox's", async () => {
    expect(await answer(["eks", "update-kubeconfig", "--name", "x"], { role, cloud })).toBe(
      "KUBECONFIG already points to the sandbox",
    );
  });

  it("passes other commands to the simulated cloud", async () => {
    const text = await answer(["s3api", "delete-object", "--bucket", "b", "--key", "k"], { role: undefined, cloud });
    expect(JSON.parse(text)).toEqual({ command: "s3api delete-object", bucket: "b", key: "k" });
  });

  it("parses options: values, lists and switches", () => {
    expect(parametersOf(["--ids", "sg-1", "sg-2", "--deletion-protection", "--no-multi-az", "--name", "x"])).toEqual({
      ids: "sg-1 sg-2",
      "deletion-protection": true,
      "multi-az": false,
      name: "x",
    });
    expect(() => parametersOf(["x"])).toThrow("the option must begin with --: x");
  });

  it.each([
    [undefined, "MLOPS_SANDBOX_ROLE is not set"],
    ["deployer", 'MLOPS_SANDBOX_ROLE is "deployer"'],
  ])("rejects a role that is %s", async (given, message) => {
    await expect(answer(["eks", "get-token"], { role: given, cloud })).rejects.toThrow(message);
  });
});
