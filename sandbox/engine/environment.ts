import { chmodSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SandboxHome } from "../home";
import { nodeCommand } from "../processes/nodeCommand";
import type { Toolchain } from "../toolchain/toolchain";
import { sandboxConfigFile } from "./stackConfig";

/**
 * Returns environment variables that let `pulumi preview` and `pulumi up` in the checkout use the sandbox.
 *
 * @param deployerRoleArn Role that calls the cluster, unless `MLOPS_SANDBOX_ROLE` is set.
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
    // Pulumi writes state atomically, but not the file of attributes beside it: a killed process leaves it empty and
    // unreadable.
    PULUMI_BACKEND_URL: `file://${home.directory("pulumi", "backend")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_DEBUG_PROVIDERS: `aws:${ports.cloud},random:${ports.cloud}`,
    // Provider options in the form of the built provider, which is older.
    PULUMI_K8S_ENABLE_PATCH_FORCE: "true",
    // No requests to the Internet.
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

/** Returns shell lines that put the sandbox's commands first in PATH. */
export function shellExports(home: SandboxHome, { PATH: _, ...environment }: Readonly<Record<string, string>>): string {
  return `export PATH=${quoted(home.directory("bin"))}:"$PATH"\n${asExports(environment)}`;
}

/** Returns shell lines that set variables. */
export function asExports(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join("");
}

/**
 * Writes the commands: the real `pulumi` with the sandbox's stack file; `aws` for the simulated cloud; the
 * Kubernetes provider; and a language host, if Pulumi's is not installed.
 */
export function writeCommands(home: SandboxHome, toolchain: Toolchain): void {
  const { root } = home.facts;
  const node = (script: string) => nodeCommand(root, script);
  const pulumi = toolchain.path("pulumi");
  writeCommand(home, "pulumi", [
    // `pulumi config` must change the user's file.
    `if [ "$1" != config ]; then`,
    `  ${words([...node("sandbox/engine/stackConfig.ts"), home.folder])} || exit`,
    `  export PULUMI_OPTION_CONFIG_FILE=${quoted(sandboxConfigFile(home))}`,
    "fi",
    `exec ${quoted(pulumi)} "$@"`,
  ]);
  writeCommand(home, "aws", [
    `export MLOPS_SANDBOX_CLOUD_CONTROL=${home.facts.ports.cloudControl}`,
    `exec ${words(node("sandbox/engine/awsShim.ts"))} "$@"`,
  ]);
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
