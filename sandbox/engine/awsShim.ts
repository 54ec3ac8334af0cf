import { reasonOf } from "../../core/errors/usageError";
import { CloudClient } from "../cloud/client";
import type { Parameters } from "../cloud/commands/command";
import { tokenPrefix } from "../controlPlane/authentication";

/** Environment of the sandbox's `aws`. */
export interface AwsEnvironment {
  /** ARN of the role that calls the cluster. By default it is the stack's deployer. */
  readonly role: string | undefined;
  /** Client of the simulated cloud. */
  readonly cloud: Pick<CloudClient, "command">;
  /** @default - now */
  readonly now?: Date;
}

/**
 * Replaces the AWS CLI for the commands of the program's kubeconfig and outputs, and of docs/operations/recovery.md:
 *
 * - `aws eks get-token`: the token names the role, and the access entries of the simulated AWS decide whether it has
 *   access.
 * - `aws eks update-kubeconfig` does nothing, because `KUBECONFIG` is already set.
 * - Commands of `sandbox/cloud/commands`, which the simulated AWS runs.
 */
export async function answer(args: readonly string[], { role, cloud, now }: AwsEnvironment): Promise<string> {
  const [service = "", command = "", ...options] = args;
  if (service === "eks" && command === "update-kubeconfig") return "KUBECONFIG already points to the sandbox";
  if (service === "eks" && command === "get-token") return token(role, now ?? new Date());
  return JSON.stringify(await cloud.command(`${service} ${command}`, parametersOf(options)), null, 2);
}

function token(role: string | undefined, now: Date): string {
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

/** Parses options as the AWS CLI does: `--name value …`, `--name` for true, `--no-name` for false. */
export function parametersOf(options: readonly string[]): Parameters {
  const parameters: Record<string, string | boolean> = {};
  let current: string | undefined;
  for (const word of options) {
    if (word.startsWith("--")) {
      current = word.slice(2);
      const isNo = current.startsWith("no-");
      parameters[isNo ? current.slice(3) : current] = !isNo;
    } else if (current !== undefined) {
      const known = parameters[current];
      parameters[current] = typeof known === "string" ? `${known} ${word}` : word;
    } else {
      throw new Error(`the option must begin with --: ${word}`);
    }
  }
  return parameters;
}

if (require.main === module) {
  const { MLOPS_SANDBOX_ROLE: role, MLOPS_SANDBOX_CLOUD_CONTROL: port } = process.env;
  answer(process.argv.slice(2), { role, cloud: new CloudClient(Number(port)) }).then(
    (text) => process.stdout.write(`${text}\n`),
    (error: unknown) => {
      process.stderr.write(`${reasonOf(error)}\n`);
      process.exitCode = 2;
    },
  );
}
