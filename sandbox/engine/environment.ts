import { chmodSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SandboxHome } from "../home";
import { nodeCommand } from "../processes/nodeCommand";
import type { Toolchain } from "../toolchain/toolchain";
import { sandboxConfigFile } from "./stackConfig";

/**
 * The environment in which plain `pulumi preview` and `pulumi up` work on the sandbox, in the checkout and with its own
 * files.
 *
 * @param deployerRoleArn Who asks the cluster, unless `MLOPS_SANDBOX_ROLE` says otherwise.
 */
export function sandboxEnvironment(
  home: SandboxHome,
  deployerRoleArn: string,
  searchPath: string = process.env.PATH ?? "",
): Record<string, string> {
  const { ports, passphrase } = home.facts;
  const bin = home.directory("bin");
  return {
    PATH: [bin, ...searchPath.split(path.delimiter).filter((folder) => folder !== bin)].join(path.delimiter),
    KUBECONFIG: home.kubeconfig,
    MLOPS_SANDBOX_ROLE: deployerRoleArn,
    PULUMI_HOME: path.join(home.folder, "pulumi", "home"),
    // Pulumi writes state whole, but a file of attributes beside it in place: a kill leaves that empty, and nothing loads.
    PULUMI_BACKEND_URL: `file://${home.directory("pulumi", "backend")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_DEBUG_PROVIDERS: `aws:${ports.cloud},random:${ports.cloud}`,
    // What the program asks of the provider, in the words that the built one knows, which is older.
    PULUMI_K8S_ENABLE_PATCH_FORCE: "true",
    // Nothing is asked of the Internet.
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_DISABLE_CI_DETECTION: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
    HELM_CACHE_HOME: path.join(home.folder, "helm", "cache"),
    HELM_CONFIG_HOME: path.join(home.folder, "helm", "config"),
    HELM_DATA_HOME: path.join(home.folder, "helm", "data"),
  };
}

/** Lines that a shell evaluates: the sandbox's commands come before those that the shell has. */
export function shellExports(home: SandboxHome, { PATH: _, ...environment }: Readonly<Record<string, string>>): string {
  return `export PATH=${quoted(home.directory("bin"))}:"$PATH"\n${asExports(environment)}`;
}

/** Lines that a shell evaluates. */
export function asExports(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join("");
}

/**
 * Writes the commands: `pulumi`, which is the real one, told to use the stack's file for the sandbox; `aws`, which only
 * knows `aws eks get-token`; the Kubernetes provider; and a language host, where Pulumi's own is not installed.
 */
export function writeCommands(home: SandboxHome, toolchain: Toolchain): void {
  const { root } = home.facts;
  const node = (script: string) => nodeCommand(root, script);
  const pulumi = toolchain.path("pulumi");
  writeCommand(home, "pulumi", [
    // `pulumi config` is meant for the user's own file.
    `if [ "$1" != config ]; then`,
    `  ${words([...node("sandbox/engine/stackConfig.ts"), home.folder])} || exit`,
    `  export PULUMI_OPTION_CONFIG_FILE=${quoted(sandboxConfigFile(home))}`,
    "fi",
    `exec ${quoted(pulumi)} "$@"`,
  ]);
  writeCommand(home, "aws", [`exec ${words(node("sandbox/engine/awsShim.ts"))} "$@"`]);
  writeCommand(home, "pulumi-resource-kubernetes", [
    `exec ${quoted(toolchain.path("pulumi-resource-kubernetes"))} "$@"`,
  ]);
  if (!existsSync(path.join(path.dirname(pulumi), "pulumi-language-nodejs"))) {
    writeCommand(home, "pulumi-language-nodejs", [`exec ${words(node("sandbox/engine/languageHost.ts"))} "$@"`]);
  }
}

function writeCommand(home: SandboxHome, name: string, lines: readonly string[]): void {
  const file = home.file("bin", name);
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
}

function words(command: readonly string[]): string {
  return command.map(quoted).join(" ");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
