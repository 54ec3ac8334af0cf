import { tokenPrefix } from "../controlPlane/authentication";

/**
 * Replaces the AWS CLI for the commands of the program's kubeconfig and outputs: `aws eks get-token`, and
 * `aws eks update-kubeconfig`, which does nothing because `KUBECONFIG` is already set. The token names the role, and the
 * access entries of the simulated AWS decide whether it has access.
 *
 * `MLOPS_SANDBOX_ROLE` sets the role. By default it is the stack's deployer.
 */
export function answer(args: readonly string[], role: string | undefined, now: Date = new Date()): string {
  if (args[0] === "eks" && args[1] === "update-kubeconfig") return "KUBECONFIG already points to the sandbox";
  if (args[0] !== "eks" || args[1] !== "get-token") {
    throw new Error(`the sandbox's aws supports only "aws eks get-token", not "aws ${args.join(" ")}"`);
  }
  if (role === undefined || !/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(role)) {
    throw new Error(
      `MLOPS_SANDBOX_ROLE is ${role === undefined ? "not set" : `"${role}"`}\n  fix: set it to the ARN of a role, or use the variables of: npm run sandbox -- env`,
    );
  }
  const expires = new Date(now.getTime() + 14 * 60_000);
  return JSON.stringify({
    kind: "ExecCredential",
    apiVersion: "client.authentication.k8s.io/v1beta1",
    spec: {},
    status: {
      expirationTimestamp: expires.toISOString().replace(/\.\d+Z$/, "Z"),
      token: tokenPrefix + Buffer.from(role).toString("base64url"),
    },
  });
}

if (require.main === module) {
  try {
    process.stdout.write(`${answer(process.argv.slice(2), process.env.MLOPS_SANDBOX_ROLE)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
