import { spawn } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { z } from "zod";

/**
 * Runs a policy pack by its folder, the way that the vendor's language host does: with the launcher that comes with
 * Pulumi's SDK, in the pack's folder. The engine reads the pack's port off its output.
 */

const packOptions = z.looseObject({ typescript: z.union([z.boolean(), z.string()]).optional() });

/** The launcher's command line, its folder and what the environment has besides. */
export function packCommand(request: RunPluginRequest) {
  const info = request.getInfo();
  const cwd = info?.getProgramDirectory() ?? process.cwd();
  const { typescript = true } = packOptions.parse(info?.getOptions()?.toJavaScript() ?? {});
  const launcher = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [cwd] });
  return {
    args: [launcher, ...request.getArgsList(), "."],
    cwd,
    env: {
      ...Object.fromEntries(request.getEnvList().map((line) => keyAndValue(line))),
      PULUMI_NODEJS_TYPESCRIPT: String(typescript),
    },
  };
}

/** Serves `RunPlugin`: what the pack prints, and how it ended. The engine ends it by ending the call. */
export function runPolicyPack(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const { args, cwd, env } = packCommand(call.request);
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const send = (fill: (response: RunPluginResponse) => void) => {
    const response = new RunPluginResponse();
    fill(response);
    call.write(response);
  };
  child.stdout.on("data", (bytes: Buffer) => send((response) => response.setStdout(bytes)));
  child.stderr.on("data", (bytes: Buffer) => send((response) => response.setStderr(bytes)));
  child.on("error", (error) => call.destroy(error));
  child.on("close", (code) => {
    send((response) => response.setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => child.kill());
}

function keyAndValue(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
