import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import type { Tool } from "./tools";

const run = promisify(execFile);

/** Version of the Kubernetes provider that belongs to the program's SDK. */
const kubernetesSdkVersion: string = require("@pulumi/kubernetes/package.json").version;

/** Returns the path of an installed tool with an accepted version, or undefined. */
export async function findInstalled(
  tool: Tool,
  searchPath: string = process.env.PATH ?? "",
): Promise<string | undefined> {
  if (tool.name === "pulumi-resource-kubernetes") return vendorProvider();
  if (!tool.installed) return undefined;
  for (const folder of searchPath.split(path.delimiter)) {
    const candidate = path.join(folder, tool.name);
    if (isExecutable(candidate) && (await fits(candidate, tool.installed))) return candidate;
  }
  return undefined;
}

/** Returns the path of Pulumi's provider with exactly the SDK's version, if Pulumi has downloaded it. */
function vendorProvider(): string | undefined {
  const home = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
  const folder = path.join(home, "plugins", `resource-kubernetes-v${kubernetesSdkVersion}`);
  const binary = path.join(folder, "pulumi-resource-kubernetes");
  return existsSync(binary) ? binary : undefined;
}

async function fits(binary: string, { args, pattern, range }: NonNullable<Tool["installed"]>): Promise<boolean> {
  try {
    const { stdout, stderr } = await run(binary, [...args], {
      timeout: 20_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    const version = semver.coerce(pattern.exec(`${stdout}\n${stderr}`)?.[1]);
    return version !== null && semver.satisfies(version, range);
  } catch {
    // A tool that does not run or report its version is not used.
    return false;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
