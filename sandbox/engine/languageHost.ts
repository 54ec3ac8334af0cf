import { spawn } from "node:child_process";
import { createConnection } from "node:net";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { type ILanguageRuntimeServer, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { GetRequiredPackagesResponse, type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { z } from "zod";
import { reasonOf } from "../../core/errors/usageError";
import { ended } from "../processes/ended";
import { runPolicyPack } from "./policyPackProcess";

/**
 * Runs Node programs for Pulumi's engine, where the vendor's own `pulumi-language-nodejs` is not installed. It starts the
 * program the way that the vendor's does, with the launcher that comes with Pulumi's SDK, and does nothing else: no
 * installation of packages, no search for plugins.
 *
 * The engine starts it as a process, gives its own address as the first argument, and reads the port off the first line.
 */

/** How the SDK's launcher says that it has told the user what is wrong: there is nothing to add. */
const userWasTold = 32;

const runtimeOptions = z.looseObject({ nodeargs: z.string().optional() });

/** The launcher's command line. */
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
    if (code === userWasTold) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${signal ?? `exit code ${code}`}`);
  } catch (error) {
    response.setError(`the program could not be started: ${reasonOf(error)}`);
  }
  return response;
}

/** Methods that are not here answer "unimplemented", and the engine does without. */
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
    // Of plugins that are folders with Node programs, only policy packs are known here.
    runPlugin: runPolicyPack,
  } satisfies Partial<ILanguageRuntimeServer>;
}

/** Serves until the engine ends it. */
function serve(engineAddress: string): void {
  const server = new grpc.Server();
  server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
    endWithEngine(engineAddress);
  });
}

/** An engine that was killed ends nobody: whoever finds it gone three times in a row ends by itself. */
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
  if (address === undefined) throw new Error("Pulumi's engine gives its address as an argument");
  serve(address);
}
