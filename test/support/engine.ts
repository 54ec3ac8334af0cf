import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterPackageResponse, SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";
import { z } from "zod";
import { fillOutputs, outputShapes, shapeOf } from "../../core/graph/outputShapes";
import type { Registration } from "../../core/graph/registration";
import { compareText, type JsonObject } from "../../core/json/json";
import type { StackConfig } from "../../core/stacks/stackFile";
import { type Answer, RecordingMonitor } from "../../plan/recorder/monitor";
import { ended } from "../../sandbox/processes/processExit";

export interface PreviewOptions extends StackConfig {
  readonly project: string;
  readonly stack: string;
  /** Folder of the project, with its `Pulumi.yaml` and `node_modules`. */
  readonly root: string;
  /** The program, relative to `root`. @default - `main` of package.json */
  readonly main?: string;
}

/** Shorter than a test's time limit, so that a program that hangs is ended and its output shown. */
const limitMs = 100_000;

/** Features of the current engine that the SDK queries. */
const features = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

/**
 * Runs the program as `pulumi preview` does: in its own process, started like Pulumi's language host, with gRPC calls
 * to an engine. Outputs that only the cloud knows are unknown, so their `apply` callbacks do not run.
 *
 * Not tested: that the real engine and providers, which are simulated here, accept the resources.
 *
 * @returns every resource that the program declares, by URN in order.
 * @throws Error with the output of the program if it fails.
 */
export async function previewProgram(options: PreviewOptions): Promise<Registration[]> {
  const { project, stack, root } = options;
  const monitor = new RecordingMonitor({ project, stack, root, provider: previewed });
  const problems: string[] = [];
  const server = new grpc.Server();
  server.addService(ResourceMonitorService, monitorService(monitor));
  server.addService(EngineService, engineService(problems));
  try {
    await runProgram(options, await listen(server), problems);
  } finally {
    server.forceShutdown();
  }
  return [...monitor.registrations].sort((one, other) => compareText(one.urn, other.urn));
}

/**
 * Returns the outputs that a provider previews: the inputs, and unknown for outputs that the cloud decides. The SDK
 * treats missing properties as unknown, but not missing nested properties.
 */
function previewed({ type }: Registration, inputs: JsonObject): Answer {
  const shape = shapeOf(type, outputShapes) ?? {};
  return { id: "", state: fillOutputs(shape, inputs, () => runtime.unknownValue) };
}

type MonitorMethod =
  | "supportsFeature"
  | "registerResource"
  | "registerResourceOutputs"
  | "readResource"
  | "invoke"
  | "registerPackage"
  | "signalAndWaitForShutdown";

/** Calls that the program does not use return "unimplemented". */
function monitorService(monitor: RecordingMonitor): Pick<IResourceMonitorServer, MonitorMethod> {
  return {
    supportsFeature: ({ request }, reply) =>
      reply(null, new SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    registerResource: ({ request }, reply) => monitor.registerResource(request, reply),
    registerResourceOutputs: ({ request }, reply) => monitor.registerResourceOutputs(request, reply),
    readResource: ({ request }, reply) => monitor.readResource(request, reply),
    invoke: ({ request }, reply) => monitor.invoke(request, reply),
    registerPackage: ({ request }, reply) => reply(null, new RegisterPackageResponse().setRef(request.getName())),
    // The real engine responds when its operations are done. Here there are none.
    signalAndWaitForShutdown: (_, reply) => reply(null, new Empty()),
  };
}

function engineService(problems: string[]): Pick<IEngineServer, "log" | "getRootResource" | "setRootResource"> {
  let rootUrn = "";
  return {
    log: ({ request }, reply) => {
      if (isProblem(request)) problems.push(request.getMessage());
      reply(null, new Empty());
    },
    getRootResource: (_, reply) => reply(null, new GetRootResourceResponse().setUrn(rootUrn)),
    setRootResource: ({ request }, reply) => {
      rootUrn = request.getUrn();
      reply(null, new SetRootResourceResponse());
    },
  };
}

function isProblem(request: LogRequest): boolean {
  return request.getSeverity() >= LogSeverity.WARNING;
}

/** Starts the server on a free port. */
function listen(server: grpc.Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(`127.0.0.1:${port}`);
    });
  });
}

/** See `constructArguments` of Pulumi's `pulumi-language-nodejs`. */
async function runProgram(options: PreviewOptions, address: string, problems: readonly string[]): Promise<void> {
  const { project, stack, root, config, secretKeys } = options;
  const { main: own, runtime } = projectFile(root);
  const { main = own } = options;
  const run = createRequire(path.join(root, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  const flags = {
    monitor: address,
    engine: address,
    organization: "organization",
    project,
    "root-directory": root,
    stack,
    pwd: root,
  };
  const child = spawn(
    process.execPath,
    [
      ...runtime.options.nodeargs.split(" "),
      run,
      ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
      "--dry-run",
      ...["--parallel", "16"],
      main,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
        PULUMI_NODEJS_TYPESCRIPT: String(runtime.options.typescript),
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limitMs,
      killSignal: "SIGKILL",
    },
  );
  try {
    const said = collect(child);
    const { code, signal } = await ended(child);
    if (code === 0) return;
    const how = signal ? `was ended by ${signal} (it has ${limitMs / 1000} s)` : `ended with ${code}`;
    throw new Error([`the program ${how}`, ...problems, ...said].join("\n"));
  } finally {
    // The process must not survive an error.
    child.kill("SIGKILL");
  }
}

/** Collects the output of a process. */
function collect(child: ChildProcess): readonly string[] {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  }
  return said;
}

const projectSchema = z.object({
  // The default is the folder, whose package.json names the file.
  main: z.string().default("."),
  runtime: z.object({ options: z.object({ typescript: z.boolean(), nodeargs: z.string() }) }),
});

/** Reads how to run the program from `Pulumi.yaml`. */
function projectFile(root: string): z.infer<typeof projectSchema> {
  return projectSchema.parse(parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")));
}
