import { spawn } from "node:child_process";
import { createConnection } from "node:net";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { type ILanguageRuntimeServer, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { GetRequiredPackagesResponse, type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { z } from "zod";
import { reasonOf } from "../../core/errors/usageError";
import { ended } from "../processes/processExit";
import { runPolicyPack } from "./policyPackProcess";

/**
 * Runs Node programs for Pulumi's engine if `pulumi-language-nodejs` is not installed. Like that program, it uses the
 * launcher of Pulumi's SDK. It does not install packages or find plugins.
 *
 * The engine starts it with its own address as first argument, and reads the port from its first line of output.
 */

/** Exit code of the SDK's launcher after it has reported the error to the user. */
const errorWasReported = 32;

const runtimeOptions = z.looseObject({ nodeargs: z.string().optional() });

/** Returns the command line of the launcher. */
export function launcherArgs(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const { nodeargs = "" } = runtimeOptions.parse(info?.getOptions()?.toJavaScript() ?? {});
  const program = request.getProgram() || info?.getEntryPoint() || ".";
  return [
    ...nodeargs.split(/\s+/).filter(Boolean),
    require.resolve("@pulumi/pulumi/cmd/run", { paths: [request.getPwd() || process.cwd()] }),
    ...flag("monitor", request.getMonitorAddress()),
    ...flag("engine", engineAddress),
    ...flag("project", request.getProject()),
    ...flag("root-directory", info?.getRootDirectory() ?? ""),
    ...flag("stack", request.getStack()),
    ...flag("organization", request.getOrganization()),
    ...flag("pwd", request.getPwd()),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    ...flag("parallel", String(request.getParallel())),
    ...flag("tracing", process.env.PULUMI_TRACING ?? ""),
    program,
    ...request.getArgsList(),
  ];
}

function flag(name: string, value: string): string[] {
  return value === "" ? [] : [`--${name}`, value];
}

async function run(request: RunRequest, engineAddress: string): Promise<RunResponse> {
  const config = Object.fromEntries(request.getConfigMap().toArray());
  const folder = request.getInfo()?.getProgramDirectory() || request.getPwd() || process.cwd();
  const child = spawn(process.execPath, launcherArgs(request, engineAddress), {
    cwd: path.resolve(folder),
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const response = new RunResponse();
  try {
    const { code, signal } = await ended(child);
    if (code === errorWasReported) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${code}`}`);
  } catch (error) {
    response.setError(`the program failed to start: ${reasonOf(error)}`);
  }
  return response;
}

/** Other methods answer "unimplemented", which the engine accepts. */
function languageRuntime(engineAddress: string) {
  return {
    getPluginInfo: (_call, reply) => {
      const info = new PluginInfo();
      info.setVersion("0.0.0");
      reply(null, info);
    },
    getRequiredPackages: (_call, reply) => reply(null, new GetRequiredPackagesResponse()),
    run: (call, reply) => {
      run(call.request, engineAddress).then(
        (response) => reply(null, response),
        (error: unknown) => reply(error instanceof Error ? error : new Error(String(error))),
      );
    },
    // Only policy packs are supported among plugins that are folders with Node programs.
    runPlugin: runPolicyPack,
  } satisfies Partial<ILanguageRuntimeServer>;
}

/** Serves until the engine stops it. */
function serve(engineAddress: string): void {
  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
    endWithEngine(engineAddress);
  });
}

/**
 * Exits after the engine is unreachable three times in a row, because a killed engine does not stop its language host.
 */
function endWithEngine(address: string, failures = 0): void {
  const [host, port] = address.split(":");
  const next = (so: number) => (so >= 3 ? process.exit(1) : setTimeout(() => endWithEngine(address, so), 2000).unref());
  const socket = createConnection({ host: host ?? "", port: Number(port) });
  socket.once("connect", () => {
    socket.destroy();
    next(0);
  });
  socket.once("error", () => next(failures + 1));
}

if (require.main === module) {
  const address = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  if (address === undefined) throw new Error("the first argument must be the address of Pulumi's engine");
  serve(address);
}
