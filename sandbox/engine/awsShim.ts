import { tokenPrefix } from "../controlPlane/authentication";

/**
 * Stands for the AWS CLI in what the program's kubeconfig and its outputs call it for: `aws eks get-token`, and
 * `aws eks update-kubeconfig`, which has nothing to do where `KUBECONFIG` is the sandbox's. The token
 * says which role asks. Whether that role is let in is for the simulated AWS to say, by its access entries.
 *
 * The role is that of `MLOPS_SANDBOX_ROLE`: the stack's deployer, unless somebody wants to see what another may do.
 */
export function answer(args: readonly string[], role: string | undefined, now: Date = new Date()): string {
  if (args[0] === "eks" && args[1] === "update-kubeconfig") return "KUBECONFIG is the sandbox's already";
  if (args[0] !== "eks" || args[1] !== "get-token") {
    throw new Error(`the sandbox's aws only knows "aws eks get-token", and was asked "aws ${args.join(" ")}"`);
  }
  if (role === undefined || !/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(role)) {
    throw new Error(
      `MLOPS_SANDBOX_ROLE is ${role === undefined ? "not set" : `"${role}"`}\n  fix: set it to a role's ARN, or take the environment of: npm run sandbox -- env`,
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
