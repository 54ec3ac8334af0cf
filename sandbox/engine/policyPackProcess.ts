import { spawn } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { z } from "zod";

/**
 * Runs a policy pack in its folder with the launcher of Pulumi's SDK, like Pulumi's language host. The engine reads the
 * port from its output.
 */

const packOptions = z.looseObject({ typescript: z.union([z.boolean(), z.string()]).optional() });

/** Returns the command line of the launcher, its folder and additional environment variables. */
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

/** Serves `RunPlugin`: streams the output of the pack and its exit code. The engine cancels the call to stop it. */
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
