import type http from "node:http";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { controlServer } from "./control";
import type { ClusterEffects } from "./effects";
import type { Latency } from "./latency";
import { Operations } from "./operations";
import { providerService } from "./provider";
import type { ControlPlane } from "./resourceType";
import { CloudStore } from "./store";

export interface CloudOptions {
  /** Ports on 127.0.0.1; 0 for a free one. */
  readonly ports: { readonly cloud: number; readonly cloudControl: number };
  /** Where the cloud's books are kept. @default - in memory alone */
  readonly file?: string | undefined;
  /** Names of roles that the program does not make. */
  readonly foreignRoles?: readonly string[] | undefined;
  readonly latency: Latency;
  readonly effects: ClusterEffects;
  /** Asked when a cluster is made. */
  readonly controlPlane: () => ControlPlane;
  /** Ends the process at once. */
  readonly crash: () => void;
}

/** The simulated cloud as two servers: Pulumi's providers, and what stands behind them. */
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

  /** Ends at once: whoever waits for an answer gets none. */
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
