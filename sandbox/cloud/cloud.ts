import type http from "node:http";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { ClusterEffects } from "./clusterEffects";
import { controlServer } from "./control";
import type { Latency } from "./latency";
import { Operations } from "./operations";
import { providerService } from "./provider";
import type { ControlPlane } from "./resourceType";
import { CloudStore } from "./store";

export interface CloudOptions {
  /** Ports on 127.0.0.1; 0 for a free one. */
  readonly ports: { readonly cloud: number; readonly cloudControl: number };
  /** File that stores the cloud's data. @default - only in memory */
  readonly file?: string | undefined;
  /** Names of roles that the program does not create. */
  readonly foreignRoles?: readonly string[] | undefined;
  readonly latency: Latency;
  readonly effects: ClusterEffects;
  /** Called when a cluster is created. */
  readonly controlPlane: () => ControlPlane;
  /** Terminates the process immediately. */
  readonly crash: () => void;
}

/** The simulated cloud as two servers: Pulumi's providers and the control API. */
export class Cloud {
  private constructor(
    private readonly providers: grpc.Server,
    private readonly control: http.Server,
    /** Ports that it listens on. */
    readonly ports: { readonly cloud: number; readonly cloudControl: number },
  ) {}

  static async start(options: CloudOptions): Promise<Cloud> {
    const store = new CloudStore({ file: options.file, foreignRoles: options.foreignRoles });
    const operations = new Operations({ ...options, store });
    const providers = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    providers.addService(ResourceProviderService, { ...providerService(store, operations) });
    const control = controlServer(store, operations);
    const [cloud, cloudControl] = await Promise.all([
      bind(providers, options.ports.cloud),
      listen(control, options.ports.cloudControl),
    ]);
    return new Cloud(providers, control, { cloud, cloudControl });
  }

  /** Stops immediately. Pending requests get no answer. */
  async stop(): Promise<void> {
    this.providers.forceShutdown();
    this.control.closeAllConnections();
    await new Promise<void>((resolve, reject) => this.control.close((error) => (error ? reject(error) : resolve())));
  }
}

function bind(server: grpc.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
}

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
